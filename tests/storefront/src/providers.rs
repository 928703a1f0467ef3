//! What a provider says of a payment, in its own words, and what the merchant makes of it. The simulators speak by
//! [`notice`], the merchant listens by [`heard`], and nothing else passes between them.

use crate::codes::{decimal, minor};
use crate::methods::Provider;
use serde_json::{Map, Value, json};

/// All that speak.
pub(crate) const PROVIDERS: [Provider; 15] = [
    Provider::Paypal,
    Provider::Alipay,
    Provider::Antom,
    Provider::Wechat,
    Provider::Bank,
    Provider::Swish,
    Provider::Klarna,
    Provider::Pix,
    Provider::Acquirer,
    Provider::Upi,
    Provider::Daraja,
    Provider::Momo,
    Provider::Airtel,
    Provider::Till,
    Provider::Card,
];

/// How a payment ended at its provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    Paid,
    Declined,
    Cancelled,
}

/// What a notice is about.
pub(crate) struct About<'a> {
    /// The provider's number of the payment.
    pub(crate) number: &'a str,
    /// Minor units.
    pub(crate) amount: i64,
    /// ISO 4217.
    pub(crate) currency: &'a str,
}

/// What the merchant understands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Heard {
    pub(crate) outcome: Outcome,
    /// The provider's own word for it.
    pub(crate) code: String,
}

/// How a provider speaks: its words for the three outcomes, and where number, word and sum stand in its notices. Where one
/// stands elsewhere when it failed, the second place is looked at too.
struct Speech {
    paid: &'static str,
    declined: &'static str,
    cancelled: &'static str,
    number: &'static str,
    word: [&'static str; 2],
    sum: &'static str,
}

/// What another word than these three means: declined.
const fn speech(provider: Provider) -> Speech {
    let (paid, declined, cancelled, number, word, sum) = match provider {
        Provider::Paypal => (
            "COMPLETED",
            "INSTRUMENT_DECLINED",
            "ORDER_NOT_APPROVED",
            "/resource/supplementary_data/related_ids/order_id",
            ["/resource/details/issue", "/resource/status"],
            "/resource/amount/value",
        ),
        Provider::Alipay => {
            ("TRADE_SUCCESS", "4000", "6001", "/out_trade_no", ["/trade_status", ""], "/total_amount")
        }
        Provider::Antom => (
            "SUCCESS",
            "FAIL",
            "CANCELLED",
            "/paymentRequestId",
            ["/paymentStatus", ""],
            "/paymentAmount/value",
        ),
        Provider::Wechat => (
            "SUCCESS",
            "PAYERROR",
            "-2",
            "/resource/out_trade_no",
            ["/resource/trade_state", ""],
            "/resource/amount/total",
        ),
        Provider::Bank => (
            "ACCC",
            "RJCT",
            "CANC",
            "/OrgnlEndToEndId",
            ["/TxInfAndSts/TxSts", ""],
            "/TxInfAndSts/OrgnlTxRef/Amt",
        ),
        Provider::Swish => ("PAID", "RF07", "BANKIDCL", "/id", ["/errorCode", "/status"], "/amount"),
        Provider::Klarna => {
            ("AUTHORIZED", "REJECTED", "CANCELLED", "/session_id", ["/status", ""], "/order_amount")
        }
        Provider::Pix => {
            ("CONCLUIDA", "REJEITADA", "REMOVIDA_PELO_USUARIO", "/txid", ["/status", ""], "/valor")
        }
        Provider::Acquirer => ("PAID", "FAILED", "CANCELLED", "/reference", ["/status", ""], "/amount"),
        Provider::Upi => {
            ("SUCCESS", "Z9", "ZA", "/transactionReference", ["/responseCode", "/status"], "/amount")
        }
        Provider::Daraja => (
            "0",
            "2001",
            "1032",
            "/Body/stkCallback/CheckoutRequestID",
            ["/Body/stkCallback/ResultCode", ""],
            "/Body/stkCallback/CallbackMetadata/Item",
        ),
        Provider::Momo => (
            "SUCCESSFUL",
            "NOT_ENOUGH_FUNDS",
            "APPROVAL_REJECTED",
            "/externalId",
            ["/reason", "/status"],
            "/amount",
        ),
        Provider::Airtel => {
            ("TS", "TF", "TF", "/transaction/id", ["/transaction/status_code", ""], "/transaction/amount")
        }
        Provider::Till => ("paid", "rejected", "cancelled", "/reference", ["/status", ""], "/amount"),
        Provider::Card => ("Y", "N", "U", "/threeDSServerTransID", ["/transStatus", ""], "/purchaseAmount"),
    };
    Speech { paid, declined, cancelled, number, word, sum }
}

/// The provider's notice. `word` in place of its usual one; `odd`: a number where others of its notices have a string.
pub(crate) fn notice(
    provider: Provider,
    about: &About,
    outcome: Outcome,
    word: Option<&str>,
    odd: bool,
) -> Value {
    let speech = speech(provider);
    let word = word.unwrap_or(match outcome {
        Outcome::Paid => speech.paid,
        Outcome::Declined => speech.declined,
        Outcome::Cancelled => speech.cancelled,
    });
    if provider == Provider::Daraja {
        return daraja(about, word, odd);
    }
    let mut notice = Value::Null;
    put(&mut notice, speech.number, json!(about.number));
    // In two places, the one is of failures alone.
    let place = match speech.word {
        [place, ""] => place,
        [failed, paid] => {
            if outcome == Outcome::Paid {
                paid
            } else {
                put(&mut notice, paid, json!("FAILED"));
                failed
            }
        }
    };
    put(&mut notice, place, json!(word));
    put(&mut notice, speech.sum, json!(decimal(about.amount, about.currency)));
    notice
}

/// Safaricom's callback of a prompt. Its result is a number in some accounts of it and a string in others; what was paid is
/// a list of names and values, one of which has no value.
fn daraja(about: &About, word: &str, odd: bool) -> Value {
    let result = match word.parse::<i64>() {
        Ok(number) if odd => json!(number),
        _ => json!(word),
    };
    let mut callback = json!({
        "MerchantRequestID": format!("29115-{}", about.number),
        "CheckoutRequestID": about.number,
        "ResultCode": result,
        "ResultDesc": "The service request is processed.",
    });
    if word == "0" {
        let amount: f64 = decimal(about.amount, about.currency).parse().unwrap_or_default();
        callback["CallbackMetadata"] = json!({"Item": [
            {"Name": "Amount", "Value": amount},
            {"Name": "MpesaReceiptNumber", "Value": "NLJ7RT61SV"},
            {"Name": "Balance"},
            {"Name": "TransactionDate", "Value": 20_261_129_120_000_i64},
        ]});
    }
    json!({"Body": {"stkCallback": callback}})
}

/// What a notice says of a payment; nothing where it is of another one, of another sum, or not to be read.
pub(crate) fn heard(provider: Provider, about: &About, notice: &Value) -> Option<Heard> {
    let speech = speech(provider);
    if notice.pointer(speech.number)?.as_str()? != about.number {
        return None;
    }
    let code = speech
        .word
        .iter()
        .filter(|place| !place.is_empty())
        .find_map(|place| word(notice.pointer(place)?))?;
    let outcome = if code == speech.paid {
        Outcome::Paid
    } else if code == speech.cancelled && speech.cancelled != speech.declined {
        Outcome::Cancelled
    } else {
        Outcome::Declined
    };
    if outcome == Outcome::Paid && sum(notice.pointer(speech.sum)?, about.currency)? != about.amount {
        return None;
    }
    Some(Heard { outcome, code })
}

fn word(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned).or_else(|| value.as_i64().map(|number| number.to_string()))
}

/// Minor units of a sum: text, a number, or Safaricom's list.
fn sum(value: &Value, currency: &str) -> Option<i64> {
    match value {
        Value::String(text) => minor(text, currency),
        Value::Number(number) => minor(&number.to_string(), currency),
        Value::Array(items) => {
            let item = items.iter().find(|item| item["Name"] == "Amount")?;
            sum(item.get("Value").filter(|value| !value.is_array())?, currency)
        }
        _ => None,
    }
}

/// Puts a value at a path of names.
fn put(into: &mut Value, path: &str, value: Value) {
    let mut at = into;
    for name in path.split('/').skip(1) {
        if !at.is_object() {
            *at = Value::Object(Map::new());
        }
        at = &mut at[name];
    }
    *at = value;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_provider_says_is_understood_and_nothing_of_another_payment_is() {
        let about = About { number: "p1", amount: 123_450, currency: "KES" };
        let other = About { number: "p2", ..about };
        for provider in PROVIDERS {
            for odd in [false, true] {
                for outcome in [Outcome::Paid, Outcome::Declined, Outcome::Cancelled] {
                    let said = notice(provider, &about, outcome, None, odd);
                    let understood = heard(provider, &about, &said).expect("its own words");
                    let ambiguous = provider == Provider::Airtel && outcome == Outcome::Cancelled;
                    let outcome = if ambiguous { Outcome::Declined } else { outcome };
                    assert_eq!(understood.outcome, outcome, "{said}");
                    assert_eq!(heard(provider, &other, &said), None);
                }
            }
            let less = About { amount: 100, ..about };
            assert_eq!(heard(provider, &about, &notice(provider, &less, Outcome::Paid, None, false)), None);
        }
    }

    #[test]
    fn a_result_is_a_number_or_a_string() {
        let about = About { number: "ws_CO_1", amount: 100, currency: "KES" };
        for odd in [false, true] {
            let said = notice(Provider::Daraja, &about, Outcome::Declined, Some("1037"), odd);
            assert_eq!(said["Body"]["stkCallback"]["ResultCode"].is_number(), odd);
            let understood = heard(Provider::Daraja, &about, &said).expect("understood");
            assert_eq!((understood.outcome, understood.code.as_str()), (Outcome::Declined, "1037"));
        }
    }
}
