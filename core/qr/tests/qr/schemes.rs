//! What the national schemes say, from codes that others published, and what is refused of them.

use super::emvco::sealed;
use super::samples::{self, Sample};
use tradewind_qr::emv::{
    Account, Additional, DuitNow, EmvCode, Field, Initiation, PayNow, PayNowProxy, Pix, PixKey, PromptPay,
    Qris, Scheme, UpiAccount, is_txid,
};
use tradewind_qr::{BuildRequest, Payee, PaymentCode, QrError, build};

fn code((source, text): Sample) -> EmvCode {
    EmvCode::read(text).unwrap_or_else(|error| unreachable!("{source}: {error}"))
}

fn scheme(sample: Sample) -> Scheme {
    code(sample).scheme().expect("an account").clone()
}

/// The scheme of a template's text, in a code of this currency.
fn account(tag: u8, template: &str) -> Result<Scheme, QrError> {
    Account::read(Field::new(tag, template)?).map(|account| account.scheme().clone())
}

#[test]
fn pix_is_static_or_dynamic() {
    let Scheme::Pix(Pix::Static { key, information: None }) = scheme(samples::PIX_STATIC) else {
        unreachable!("a static code")
    };
    assert_eq!(
        (key.as_str(), PixKey::of(&key)),
        ("123e4567-e12b-12d1-a456-426655440000", Some(PixKey::Random))
    );
    let paid = code(samples::PIX_AMOUNT);
    assert_eq!(paid.amount.as_ref().map(|a| a.money().to_string()).as_deref(), Some("0.15 BRL"));
    assert_eq!(paid.additional.as_ref().and_then(Additional::reference), Some("e433v1524u155f31mDvx01"));
    let Scheme::Pix(dynamic) = scheme(samples::PIX_DYNAMIC) else { unreachable!("a dynamic code") };
    assert_eq!(
        dynamic.url().map(|url| url.as_str().to_owned()).as_deref(),
        Some("https://pix.example.com/qr/93598be0-1bd0-4997-8318-81776a1d8a99")
    );
    assert_eq!(code(samples::PIX_DYNAMIC).initiation, Some(Initiation::Dynamic));
}

#[test]
fn pix_keys_have_five_shapes() {
    for (key, kind) in [
        ("12345678909", Some(PixKey::Person)),
        ("00038166000105", Some(PixKey::Company)),
        ("12ABC34501DE35", Some(PixKey::Company)),
        ("+5511943214321", Some(PixKey::Phone)),
        ("fulano2019@example.com", Some(PixKey::Email)),
        ("123e4567-e12b-12d1-a456-426655440000", Some(PixKey::Random)),
        ("", None),
        ("fulano", None),
        ("a@b", None),
        ("a b@example.com", None),
        ("a@b@example.com", None),
        ("1234567890", None),
        ("+55 11 94321", None),
        ("é23456789012", None),
    ] {
        assert_eq!(PixKey::of(key), kind, "{key}");
    }
    assert!(is_txid("***") && is_txid("e433v1524u155f31mDvx01"));
    assert!(!is_txid("") && !is_txid("a-b") && !is_txid(&"a".repeat(26)));
}

#[test]
fn pix_addresses_lead_where_they_seem_to() {
    let dynamic = |address: &str| account(26, &format!("0014br.gov.bcb.pix25{:02}{address}", address.len()));
    assert!(dynamic("pix.example.com/qr/v2/abc").is_ok());
    for address in [
        "https://pix.example.com/qr",
        "user@pix.example.com/qr",
        "pix.example.com:8080/qr",
        "localhost/qr",
        "/qr",
        "pix example.com/qr",
    ] {
        assert_eq!(dynamic(address), Err(QrError::Malformed { field: "Pix address" }), "{address}");
    }
    assert!(matches!(account(26, "0014br.gov.bcb.pix"), Err(QrError::Missing { .. })));
    assert!(matches!(
        account(26, "0014br.gov.bcb.pix0111123456789092505a.b/c"),
        Err(QrError::Malformed { .. })
    ));
}

#[test]
fn promptpay_pays_phones_people_and_wallets() {
    let target = |sample| match scheme(sample) {
        Scheme::PromptPay(target) => target,
        other => unreachable!("{other:?}"),
    };
    assert_eq!(target(samples::PROMPTPAY_PHONE), PromptPay::Phone("0066801234567".into()));
    assert_eq!(target(samples::PROMPTPAY_ID), PromptPay::NationalId("1111111111111".into()));
    assert_eq!(target(samples::PROMPTPAY_TAX), PromptPay::NationalId("0123456789012".into()));
    assert_eq!(code(samples::PROMPTPAY_AMOUNT).amount.map(|a| a.money().minor), Some(422));
    assert_eq!(code(samples::PROMPTPAY_AMOUNT).initiation, Some(Initiation::Dynamic));
    assert_eq!(
        account(29, "0016A0000006770101110315123456789012345"),
        Ok(Scheme::PromptPay(PromptPay::Wallet("123456789012345".into())))
    );
    assert!(account(29, "0016A00000067701011104130141234567890").is_ok());
    let bill = account(30, "0016A00000067701011201150994000165501000203REF");
    assert!(
        matches!(bill, Ok(Scheme::PromptPay(PromptPay::Bill { reference: Some(ref text), .. })) if text == "REF")
    );
    for bad in [
        "0016A000000677010111",
        "0016A0000006770101110112066801234567",
        "0016A00000067701011101130066801234567021311111111111111",
    ] {
        assert!(account(29, bad).is_err(), "{bad}");
    }
}

/// The library whose tests these are draws the same tags in another order: 58 before 53.
#[test]
fn promptpay_is_built_as_its_library_builds_it() {
    let tags = |text: &str| {
        let read = tradewind_qr::emv::Template::read(text).expect("tags");
        let mut tags: Vec<Field> = read.fields().iter().filter(|field| field.tag() != 63).cloned().collect();
        tags.sort_by_key(Field::tag);
        tags
    };
    let request = |phone: Option<&str>, id: Option<&str>, amount| BuildRequest::Promptpay {
        phone: phone.map(str::to_owned),
        national_id: id.map(str::to_owned),
        wallet: None,
        payee: None,
        amount,
    };
    let baht = tradewind_domain::Currency::parse("THB").expect("a currency");
    let amount = Some(tradewind_domain::Money::new(422, baht));
    for (sample, request) in [
        (samples::PROMPTPAY_PHONE, request(Some("0801234567"), None, None)),
        (samples::PROMPTPAY_PHONE, request(Some("080-123-4567"), None, None)),
        (samples::PROMPTPAY_OTHER_PHONE, request(Some("+66-89-123-4567"), None, None)),
        (samples::PROMPTPAY_AMOUNT, request(Some("000-000-0000"), None, amount)),
        (samples::PROMPTPAY_ID, request(None, Some("1-1111-11111-11-1"), None)),
        (samples::PROMPTPAY_TAX, request(None, Some("0123456789012"), None)),
    ] {
        let built = build(&request).and_then(|code| code.to_text()).expect(sample.0);
        assert_eq!(tags(&built), tags(sample.1), "{}", sample.0);
    }
    for phone in ["", "801234567x", "+1-555-0100", "12345"] {
        assert!(build(&request(Some(phone), None, None)).is_err(), "{phone}");
    }
}

#[test]
fn paynow_pays_companies_and_mobiles() {
    let charity =
        PayNow { proxy: PayNowProxy::Uen, value: "200002150HWCF".into(), editable: true, expiry: None };
    assert_eq!(scheme(samples::PAYNOW_UEN), Scheme::PayNow(charity));
    let Scheme::PayNow(dated) = scheme(samples::PAYNOW_EXPIRY) else { unreachable!("PayNow") };
    assert_eq!(dated.expiry.as_deref(), Some("20301231"));
    assert!(account(26, "0009SG.PAYNOW010100211+659123456703010").is_ok());
    for bad in [
        "0009SG.PAYNOW0211+6591234567",
        "0009SG.PAYNOW01010",
        "0009SG.PAYNOW010190211+6591234567",
        "0009SG.PAYNOW010100208912345670301",
        "0009SG.PAYNOW0101002089123456703010",
        "0009SG.PAYNOW0101202051234503010",
        "0009SG.PAYNOW010100211+659123456703012",
        "0009SG.PAYNOW010100211+6591234567030100406203012",
    ] {
        assert!(account(26, bad).is_err(), "{bad}");
    }
}

/// The one printed code among the samples, byte for byte.
#[test]
fn paynow_is_built_as_it_is_printed() {
    let payee = Payee {
        name: "NATIONAL HEALTHCARE GRO".into(),
        city: "Singapore".into(),
        postal_code: None,
        category: None,
    };
    let request = BuildRequest::Paynow {
        mobile: None,
        uen: Some("200002150HWCF".into()),
        editable: None,
        expiry: None,
        payee,
        reference: None,
        amount: None,
    };
    assert_eq!(build(&request).and_then(|code| code.to_text()).as_deref(), Ok(samples::PAYNOW_UEN.1));
}

#[test]
fn qris_names_the_merchant_beside_the_payment_service() {
    let read = code(samples::QRIS);
    assert_eq!(read.accounts[0].scheme(), &Scheme::Other("ID.CO.SPEEDCASH.MERCHANT".into()));
    let qris = Qris { merchant: "ID1025407037122".into(), criteria: Some("UKE".into()) };
    assert_eq!(read.scheme(), Some(&Scheme::Qris(qris)));
    assert_eq!(scheme(samples::INDONESIA_WITHOUT_QRIS), Scheme::Other("ID.CO.SHOPEE.WWW".into()));
    assert_eq!(code(samples::INDONESIA_WITHOUT_QRIS).amount.map(|a| a.money().minor), Some(14_400_000));
    for bad in
        ["0014ID.CO.QRIS.WWW", "0014ID.CO.QRIS.WWW0203ABC", "0014ID.CO.QRIS.WWW0215ID10254070371220303uke"]
    {
        assert!(account(51, bad).is_err(), "{bad}");
    }
}

#[test]
fn duitnow_names_acquirer_and_merchant() {
    let pay = DuitNow { acquirer: "501664".into(), merchant: "123456789".into() };
    assert_eq!(scheme(samples::DUITNOW), Scheme::DuitNow(pay));
    assert_eq!(code(samples::DUITNOW).format, 2);
    assert_eq!(code(samples::DUITNOW_HASH).others[0].value().len(), 64);
    for bad in [
        "0014A0000006150001",
        "0014A00000061500010106501664",
        "0014A0000006150001010650166X02011",
        "0014A00000061500010107501664102011",
    ] {
        assert!(account(26, bad).is_err(), "{bad}");
    }
}

#[test]
fn bharat_qr_has_an_address_and_a_reference() {
    let read = code(samples::BHARAT);
    let Some(Scheme::Upi(UpiAccount::Payee { address, minimum: Some(least) })) = read.scheme() else {
        unreachable!("an address first")
    };
    assert_eq!((address.as_str(), least.money().minor), ("razorpaybqr@icici", 110));
    let reference = UpiAccount::Transaction { reference: "RZPGT8ildsFTgS5Sp".into(), url: None };
    assert!(read.accounts.iter().any(|account| account.scheme() == &Scheme::Upi(reference.clone())));
    assert!(account(26, "0010A0000005240103a@b0204-1.0").is_err());
    assert!(account(26, "0010A0000005240105a@b@c").is_err());
}

/// A code whose currency is another than its scheme's would show one sum and move another.
#[test]
fn a_scheme_moves_its_own_currency_alone() {
    let body = samples::PIX_AMOUNT.1.strip_suffix("63045B1E").expect("its checksum");
    assert!(EmvCode::read(&sealed(body)).is_ok());
    assert_eq!(EmvCode::read(&sealed(&body.replace("5303986", "5303840"))), Err(QrError::Currency));
}

#[test]
fn limits_of_the_specification_hold_for_what_is_built() {
    let request = |name: &str, city: &str, reference: Option<&str>| BuildRequest::Pix {
        key: "fulano2019@example.com".into(),
        payee: Payee { name: name.into(), city: city.into(), postal_code: None, category: None },
        information: None,
        reference: reference.map(str::to_owned),
        amount: None,
    };
    assert!(matches!(
        build(&request("FULANO DE TAL", "BRASILIA", Some("PEDIDO123"))),
        Ok(PaymentCode::Emv(_))
    ));
    assert!(build(&request(&"é".repeat(25), "BRASILIA", None)).is_ok());
    for (name, city, reference) in [
        (&*"x".repeat(26), "BRASILIA", None),
        ("", "BRASILIA", None),
        ("A", "Banteay Meanchey", None),
        ("A\nB", "BRASILIA", None),
        ("A", "BRASILIA", Some("no spaces")),
    ] {
        assert!(build(&request(name, city, reference)).is_err(), "{name} {city} {reference:?}");
    }
}
