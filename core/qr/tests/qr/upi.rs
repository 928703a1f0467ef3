//! UPI links: NPCI's sample, what is absent, what is refused, and signed links.

use super::samples;
use tradewind_qr::{QrError, UpiLink, is_vpa, read};

fn link(text: &str) -> Result<UpiLink, QrError> {
    UpiLink::read(text)
}

#[test]
fn the_sample_of_npci_is_read() {
    let read = link(samples::UPI.1).expect("the specification's sample");
    assert_eq!(read.address, "nadeem@npci");
    assert_eq!(read.name.as_deref(), Some("nadeem chinna"));
    assert_eq!(read.category.as_deref(), Some("0000"));
    assert_eq!(read.transaction.as_deref(), Some("cxnkjcnkjdfdvjndkjfvn"));
    assert_eq!(read.reference.as_deref(), Some("4894398cndhcd23"));
    assert_eq!(read.note.as_deref(), Some("Pay to mystar store"));
    assert_eq!(read.amount.as_ref().map(|a| a.money().to_string()).as_deref(), Some("10.00 INR"));
    assert_eq!(read.minimum, None);
    assert_eq!(read.url.as_deref(), Some("https://mystar.com/orderid=9298yw89e8973e87389e78923ue892"));
    // Written anew it is the sample, but for what says nothing.
    assert_eq!(read.to_text().as_deref(), Ok(samples::UPI.1.replace("&mam=null", "").as_str()));
}

#[test]
fn schemes_have_no_case_and_absent_is_absent() {
    let short = link("UPI://PAY?pa=a@b").expect("no case in schemes");
    assert_eq!((short.amount, short.name), (None, None));
    assert!(link("upi://pay/?pa=a@b&am=&mam=null&cu=INR&mc=").is_ok());
    assert_eq!(link("upi://pay?pa=a@b&mam=0.00").map(|l| l.minimum), Ok(None));
    assert!(read("  upi://pay?pa=a@b\n").is_ok());
}

#[test]
fn amounts_are_paise_exactly() {
    let minor =
        |am: &str| link(&format!("upi://pay?pa=a@b&am={am}")).map(|l| l.amount.map(|a| a.money().minor));
    assert_eq!(minor("0.01"), Ok(Some(1)));
    assert_eq!(minor("100.1"), Ok(Some(10_010)));
    assert_eq!(minor("1.005"), Err(QrError::AmountTooPrecise));
    assert_eq!(minor("1e3"), Err(QrError::AmountMalformed));
    assert_eq!(minor("-1"), Err(QrError::AmountMalformed));
    assert_eq!(minor("0"), Err(QrError::AmountOutOfRange));
    assert_eq!(link("upi://pay?pa=a@b&am=1&cu=USD"), Err(QrError::Currency));
    assert_eq!(link("upi://pay?pa=a@b&am=1&mam=2"), Err(QrError::Malformed { field: "mam" }));
}

#[test]
fn anything_else_is_refused() {
    for text in
        ["upi:pay?pa=a@b", "upi://pay", "upi://mandate?pa=a@b", "upi://collect?pa=a@b", "upi:", "upi://"]
    {
        assert_eq!(link(text), Err(QrError::UpiAction), "{text}");
    }
    assert_eq!(link("upi://pay?pn=x"), Err(QrError::Missing { field: "pa" }));
    assert_eq!(link("upi://pay?pa=null"), Err(QrError::Missing { field: "pa" }));
    assert_eq!(link("upi://pay?pa=a@b&pa=c@d"), Err(QrError::ParameterTwice));
    for text in [
        "upi://pay?pa=a@b&pn=%",
        "upi://pay?pa=a@b&pn=%4",
        "upi://pay?pa=a@b&pn=%zz",
        "upi://pay?pa=a@b&pn=%FF",
    ] {
        assert_eq!(link(text), Err(QrError::Escape), "{text}");
    }
    for (text, field) in [
        ("upi://pay?pa=ab", "pa"),
        ("upi://pay?pa=a@b@c", "pa"),
        ("upi://pay?pa=a%20b@c", "pa"),
        ("upi://pay?pa=a@b&mc=12", "mc"),
        ("upi://pay?pa=a@b&mode=1", "mode"),
        ("upi://pay?pa=a@b&a%20b=1", "parameter"),
        ("upi://pay?pa=a@b&=1", "parameter"),
    ] {
        assert_eq!(link(text), Err(QrError::Malformed { field }), "{text}");
    }
    let many: String = (0..40).map(|n| format!("&k{n}=1")).collect();
    assert_eq!(link(&format!("upi://pay?pa=a@b{many}")), Err(QrError::TooLong { limit: 32 }));
    assert_eq!(
        link(&format!("upi://pay?pa=a@b&tn={}", "x".repeat(3_000))),
        Err(QrError::TooLong { limit: 2_048 })
    );
    assert!(is_vpa("dmart.razorpay@hdfcbank") && !is_vpa("@b") && !is_vpa("a@"));
}

#[test]
fn signed_links_are_handed_on_byte_for_byte() {
    let text = "upi://pay?pa=a@b&pn=A+B&mam=null&x=%7e&orgid=700004&sign=MEQC+/ab==";
    let mut signed = link(text).expect("a signed link");
    assert_eq!(signed.signature.as_deref(), Some("MEQC+/ab=="));
    assert_eq!(signed.name.as_deref(), Some("A B"));
    assert_eq!(signed.to_text().as_deref(), Ok(text));
    signed.name = Some("Another".to_owned());
    assert_eq!(signed.to_text(), Err(QrError::SignedChanged));
}
