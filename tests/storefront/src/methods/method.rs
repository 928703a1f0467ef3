//! A way to pay: where it is used, where the person approves, and who settles it.

/// A way to pay.
pub(crate) struct Method {
    pub(crate) id: &'static str,
    /// The payment handler's reverse-domain name.
    pub(crate) handler: &'static str,
    pub(crate) title: &'static str,
    pub(crate) way: Way,
    /// ISO 3166-1 alpha-2 of delivery, parted by spaces; `*` is anywhere.
    pub(crate) countries: &'static str,
    /// ISO 4217, parted by spaces; `*` is any.
    pub(crate) currencies: &'static str,
    /// Currency, smallest and largest sum in minor units; a currency that is missing has no bound.
    pub(crate) bounds: &'static [(&'static str, i64, i64)],
    /// How long what is handed over can be paid, in seconds.
    pub(crate) lives_s: i64,
    /// How much longer a paper that was printed in time can be paid, in seconds.
    pub(crate) late_s: i64,
    /// Who settles it.
    pub(crate) provider: Provider,
}

/// Where the person approves.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// In a sheet on their phone, before the merchant hears of it: the instrument has a credential.
    Sheet,
    /// In another app, or on the provider's page.
    Link(Opens),
    /// In the method's own library.
    Call,
    /// In their bank's app, by a code.
    Code,
    /// On the telephone of the number that they gave.
    Prompt,
    /// At a till, days afterwards.
    Voucher,
    /// At their door.
    OnDelivery,
}

impl Way {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Sheet => "sheet",
            Self::Link(_) => "link",
            Self::Call => "call",
            Self::Code => "code",
            Self::Prompt => "prompt",
            Self::Voucher => "voucher",
            Self::OnDelivery => "at the door",
        }
    }
}

/// How another app is opened.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opens {
    /// By the page itself, or not at all.
    Page,
    /// By an address that the app claims (an app link), and that is a page where there is no such app.
    AppLink,
    /// By the app's own scheme.
    Scheme(&'static str),
}

/// In whose words the merchant hears how it ended.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Provider {
    Paypal,
    Alipay,
    Antom,
    Wechat,
    /// A bank, by the status codes of ISO 20022.
    Bank,
    Swish,
    Klarna,
    Pix,
    /// A bank's or an acquirer's notice of a code that was paid.
    Acquirer,
    Upi,
    Daraja,
    Momo,
    Airtel,
    /// A till, or the network of one.
    Till,
    /// The bank of a card, and the merchant's card processor.
    Card,
}

impl Method {
    /// The merchant's id of the handler.
    pub(crate) fn handler_id(&self) -> String {
        format!("h_{}", self.id)
    }

    /// The type of the instrument that pays.
    pub(crate) fn instrument(&self) -> &'static str {
        if self.way == Way::Sheet { "card" } else { self.id }
    }

    /// Whether it is offered for a sum in minor units that goes to a country.
    pub(crate) fn is_for(&self, country: &str, currency: &str, total: i64) -> bool {
        let named = |list: &str, one: &str| list == "*" || list.split(' ').any(|known| known == one);
        let bound = self.bounds.iter().find(|(code, ..)| *code == currency);
        named(self.countries, country)
            && named(self.currencies, currency)
            && bound.is_none_or(|(_, least, most)| (*least..=*most).contains(&total))
    }
}
