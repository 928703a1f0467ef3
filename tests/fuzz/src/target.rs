//! What is fuzzed: functions of bytes by their names, with good inputs for each.

use crate::arrivals::arrivals;
use crate::corpus;
use crate::live::{self, event_stream, playlist, price_hold};
use crate::payments::{
    alipay_result, apple_pay_token, google_pay_data, payment_codes, push_result, return_link, upi_response,
    voucher,
};
use crate::postbacks::{self, postback};
use crate::signed::{self, signatures};
use crate::strangers::{addresses, answers, constraint, feeds, jsonpath, links, packs, pictures};
use crate::surfaces::{hosted_fields, psp_answer, surface};
use crate::targets::{camera, gltf};
use crate::trade::{self, authored, rules};

/// Something that takes any bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The loader of models.
    Gltf,
    /// The orbit camera: bytes are gestures.
    Camera,
    /// A catalog's objects and streams.
    Packs,
    /// Pictures of products.
    Pictures,
    /// A merchant's UCP answers.
    Answers,
    /// A merchant's feed.
    Feeds,
    /// Links into the app, and addresses that a merchant names.
    Links,
    /// Links of every form, by every way in, and what is built of them.
    Arrivals,
    /// What a person types into the form of an address.
    Addresses,
    /// What a merchant demands of the next request.
    Constraint,
    /// Where in it.
    Jsonpath,
    /// What Google Pay's sheet gives.
    GooglePayData,
    /// What Apple Pay's sheet gives.
    ApplePayToken,
    /// Links that bring a person back from a payment, and those that send them there.
    ReturnLink,
    /// Alipay's result and order, WeChat's fields.
    AlipayResult,
    /// What a UPI app brings back.
    UpiResponse,
    /// Answers of mobile money.
    PushResult,
    /// Boletos, and numbers for a till.
    Voucher,
    /// Payment codes of all families.
    PaymentCodes,
    /// What a bank's page says to its host.
    Surface,
    /// What a page with card fields says, and the configuration that names it.
    HostedFields,
    /// What providers say to the sandbox's merchant.
    PspAnswer,
    /// Apple's ad postbacks, at the sandbox's merchant.
    Postback,
    /// Signed HTTP messages, and the keys of a profile.
    Signatures,
    /// Rules of trade, compiled.
    Rules,
    /// Rules of trade as they are written.
    Authored,
    /// A show's playlist.
    Playlist,
    /// A show's event stream.
    EventStream,
    /// A price that a merchant holds.
    PriceHold,
}

impl Target {
    /// All of them.
    pub const ALL: [Self; 29] = [
        Self::Gltf,
        Self::Camera,
        Self::Packs,
        Self::Pictures,
        Self::Answers,
        Self::Feeds,
        Self::Links,
        Self::Arrivals,
        Self::Addresses,
        Self::Constraint,
        Self::Jsonpath,
        Self::GooglePayData,
        Self::ApplePayToken,
        Self::ReturnLink,
        Self::AlipayResult,
        Self::UpiResponse,
        Self::PushResult,
        Self::Voucher,
        Self::PaymentCodes,
        Self::Surface,
        Self::HostedFields,
        Self::PspAnswer,
        Self::Postback,
        Self::Signatures,
        Self::Rules,
        Self::Authored,
        Self::Playlist,
        Self::EventStream,
        Self::PriceHold,
    ];

    /// By its name on the command line.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|target| target.name() == name)
    }

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Gltf => "gltf",
            Self::Camera => "camera",
            Self::Packs => "packs",
            Self::Pictures => "pictures",
            Self::Answers => "answers",
            Self::Feeds => "feeds",
            Self::Links => "links",
            Self::Arrivals => "arrivals",
            Self::Addresses => "addresses",
            Self::Constraint => "constraint",
            Self::Jsonpath => "jsonpath",
            Self::GooglePayData => "google_pay_data",
            Self::ApplePayToken => "apple_pay_token",
            Self::ReturnLink => "return_link",
            Self::AlipayResult => "alipay_result",
            Self::UpiResponse => "upi_response",
            Self::PushResult => "push_result",
            Self::Voucher => "voucher",
            Self::PaymentCodes => "payment_codes",
            Self::Surface => "surface",
            Self::HostedFields => "hosted_fields",
            Self::PspAnswer => "psp_answer",
            Self::Postback => "postback",
            Self::Signatures => "signatures",
            Self::Rules => "rules",
            Self::Authored => "authored",
            Self::Playlist => "playlist",
            Self::EventStream => "event_stream",
            Self::PriceHold => "price_hold",
        }
    }

    /// Runs it on an input. "taken" or what it was taken for, else the code or kind of what is wrong with it.
    ///
    /// # Panics
    /// Where something does not hold that must.
    pub fn run(self, bytes: &[u8]) -> &'static str {
        match self {
            Self::Gltf => gltf(bytes),
            Self::Camera => camera(bytes),
            Self::Packs => packs(bytes),
            Self::Pictures => pictures(bytes),
            Self::Answers => answers(bytes),
            Self::Feeds => feeds(bytes),
            Self::Links => links(bytes),
            Self::Arrivals => arrivals(bytes),
            Self::Addresses => addresses(bytes),
            Self::Constraint => constraint(bytes),
            Self::Jsonpath => jsonpath(bytes),
            Self::GooglePayData => google_pay_data(bytes),
            Self::ApplePayToken => apple_pay_token(bytes),
            Self::ReturnLink => return_link(bytes),
            Self::AlipayResult => alipay_result(bytes),
            Self::UpiResponse => upi_response(bytes),
            Self::PushResult => push_result(bytes),
            Self::Voucher => voucher(bytes),
            Self::PaymentCodes => payment_codes(bytes),
            Self::Surface => surface(bytes),
            Self::HostedFields => hosted_fields(bytes),
            Self::PspAnswer => psp_answer(bytes),
            Self::Postback => postback(bytes),
            Self::Signatures => signatures(bytes),
            Self::Rules => rules(bytes),
            Self::Authored => authored(bytes),
            Self::Playlist => playlist(bytes),
            Self::EventStream => event_stream(bytes),
            Self::PriceHold => price_hold(bytes),
        }
    }

    /// Inputs that are kept in `corpus/<name>/`: good ones, and those that once broke something.
    pub fn kept(self) -> Vec<(std::path::PathBuf, Vec<u8>)> {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(self.name());
        let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
        let mut paths: Vec<_> = entries.map(|entry| entry.path()).filter(|path| path.is_file()).collect();
        paths.sort();
        paths.into_iter().filter_map(|path| std::fs::read(&path).ok().map(|bytes| (path, bytes))).collect()
    }

    /// Good inputs, made and kept.
    pub(crate) fn corpus(self) -> Vec<Vec<u8>> {
        let mut all = match self {
            Self::Gltf => corpus::models(),
            Self::Camera => corpus::gestures(),
            Self::Packs => corpus::packs(),
            Self::Pictures => corpus::pictures(),
            Self::Postback => postbacks::signed(),
            Self::Signatures => signed::messages(),
            Self::Rules => trade::compiled(),
            Self::Authored => trade::written(),
            Self::PriceHold => live::holds(),
            _ => Vec::new(),
        };
        all.extend(self.kept().into_iter().map(|(_, bytes)| bytes));
        all
    }
}
