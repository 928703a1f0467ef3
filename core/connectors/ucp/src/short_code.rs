//! Short codes: where the merchant is asked what one stands for, and what it answers (`tests/storefront/README.md`, "Short
//! codes").

use crate::named;
use serde_json::Value;
use tradewind_commerce::{CodeAnswer, MerchantError};
use tradewind_domain::WebUrl;
use tradewind_ports::HttpResponse;

/// What of the address is the code.
const PLACE: &str = "{code}";
/// The longest address of codes, and the longest link that is taken, in bytes.
const LONGEST: usize = 2_048;
/// The largest answer that is read, in bytes: a link, and what else a merchant writes beside it.
pub(crate) const MOST_BYTES: u64 = 8 * 1024;

/// The address at which a merchant is asked about a code, with a place for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CodesAt(String);

impl CodesAt {
    /// Reads the address in a profile. It is on the merchant's own origin or one of its `hosts`, and has the place of the
    /// code once, in its path or query: no code chooses a host. None for any other.
    pub(crate) fn read(address: &Value, merchant: &WebUrl, hosts: &[WebUrl]) -> Option<Self> {
        let text =
            address.as_str().filter(|text| text.len() <= LONGEST && !text.contains(['#', '@', '\\']))?;
        let at = Self(text.to_owned());
        let (one, other) = (at.of("0000000A", merchant)?, at.of("0000000B", merchant)?);
        let whole = text.matches(PLACE).count() == 1 && one.same_origin(&other) && one != other;
        let own = one.same_origin(merchant) || hosts.iter().any(|host| one.same_origin(host));
        (whole && own).then_some(at)
    }

    /// The address of one code; none for what has other than ASCII letters and digits in it, and is no code.
    pub(crate) fn of(&self, code: &str, merchant: &WebUrl) -> Option<WebUrl> {
        let plain = code.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if plain { merchant.join_named(&self.0.replace(PLACE, code)).ok() } else { None }
    }
}

/// What a good answer, or one that says that there is none, says of a code; none for all others. A redirect is none: where it
/// leads is not looked at.
pub(crate) fn answered(answer: &HttpResponse) -> Option<Result<CodeAnswer, MerchantError>> {
    match answer.status {
        200 => Some(link(answer).ok_or(MerchantError::Garbage("code.link"))),
        404 => Some(Ok(CodeAnswer::Unknown)),
        410 => Some(Ok(CodeAnswer::Expired)),
        _ => None,
    }
}

fn link(answer: &HttpResponse) -> Option<CodeAnswer> {
    let body = named::json(&answer.body)?;
    let link = body["link"].as_str().filter(|link| !link.is_empty() && link.len() <= LONGEST)?;
    Some(CodeAnswer::Link(link.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn url(text: &str) -> WebUrl {
        WebUrl::parse(text).expect("https")
    }

    #[test]
    fn codes_are_asked_about_on_the_merchant_s_own_hosts_alone() {
        let (merchant, hosts) = (url("https://shop.example"), [url("https://go.shop.de.example")]);
        let read = |text: &str| CodesAt::read(&json!(text), &merchant, &hosts);
        for (text, asked) in [
            (
                "https://shop.example/.well-known/tradewind/codes/{code}",
                "https://shop.example/.well-known/tradewind/codes/AB12CD34",
            ),
            ("/codes?of={code}", "https://shop.example/codes?of=AB12CD34"),
            ("https://go.shop.de.example/{code}.json", "https://go.shop.de.example/AB12CD34.json"),
        ] {
            let at = read(text).expect("good");
            assert_eq!(at.of("AB12CD34", &merchant), Some(url(asked)));
        }
        for wrong in [
            "",
            "/codes",
            "/codes/{code}/{code}",
            "/codes#{code}",
            "https://{code}.shop.example/",
            "https://{code}@shop.example/",
            "https://elsewhere.example/{code}",
            "https://shop.example:8443/{code}",
            "http://shop.example/{code}",
            "https://10.0.0.1/{code}",
            "javascript:{code}",
            &format!("/{}{{code}}", "x".repeat(LONGEST)),
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
        assert_eq!(CodesAt::read(&json!(7), &merchant, &hosts), None);
        let at = read("/{code}").expect("good");
        for wrong in ["../x?y", "a b", "ä", "%2e"] {
            assert_eq!(at.of(wrong, &merchant), None, "{wrong}");
        }
    }
}
