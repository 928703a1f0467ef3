//! What came of lives, and which ways to pay they can be lived with.

use tradewind_payments::Wallet;
use tradewind_payments::registry::METHODS;

/// What came of lives, added up.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Lives {
    /// Requests to pay that arrived at the merchant.
    pub submits: u64,
    /// Ends of the process in the middle of something.
    pub crashes: u64,
    /// Attempts that were Unknown for a while.
    pub unknowns: u64,
    /// How long those were, together, in seconds.
    pub unknown_seconds: u64,
    /// Captures of attempts that were live, beyond the first.
    pub doubles: u64,
    /// Captures of what the merchant had taken back, or of a provider after its time: told, and in a row of their own.
    pub late: u64,
    /// Attempts that the person put aside after days without a word.
    pub put_aside: u64,
    /// Captures of those: the person was warned of it. In a row of their own, and each is an order in the end.
    pub captured_aside: u64,
    /// Captures of which the phone knows no order at the end.
    pub losses: u64,
    /// Captures of another sum than the person had agreed to.
    pub wrong_sums: u64,
    /// Orders of the phone's that the merchant never made.
    pub unmade: u64,
    /// Lives in which the person could not pay again at the end.
    pub lock_outs: u64,
    /// Lives that ended with an order.
    pub bought: u64,
}

impl Lives {
    /// Adds another's.
    pub fn add(&mut self, other: &Self) {
        self.submits += other.submits;
        self.crashes += other.crashes;
        self.unknowns += other.unknowns;
        self.unknown_seconds += other.unknown_seconds;
        self.doubles += other.doubles;
        self.late += other.late;
        self.put_aside += other.put_aside;
        self.captured_aside += other.captured_aside;
        self.losses += other.losses;
        self.wrong_sums += other.wrong_sums;
        self.unmade += other.unmade;
        self.lock_outs += other.lock_outs;
        self.bought += other.bought;
    }

    /// Whether something happened that must not.
    pub fn is_wrong(&self) -> bool {
        self.doubles + self.losses + self.wrong_sums + self.unmade + self.lock_outs > 0
    }
}

/// The methods that a life can be lived with, each with a country and a price of one mug there.
pub fn methods() -> Vec<(&'static Wallet, &'static str, &'static str)> {
    let place = |id: &str| match id {
        "google_pay" | "apple_pay" | "hosted_card" | "wero" | "open_banking" | "klarna" | "sepa_transfer" => {
            Some(("DE", "21.90 EUR"))
        }
        "paypal" => Some(("US", "24.00 USD")),
        "alipay" | "wechat_pay" => Some(("CN", "160.00 CNY")),
        "alipay_plus" | "paynow" => Some(("SG", "34.00 SGD")),
        "ideal" => Some(("NL", "21.90 EUR")),
        "blik" => Some(("PL", "99.00 PLN")),
        "swish" => Some(("SE", "250.00 SEK")),
        "pix" | "boleto" => Some(("BR", "119.90 BRL")),
        "promptpay" => Some(("TH", "890.00 THB")),
        "qris" => Some(("ID", "350000.00 IDR")),
        "duitnow" => Some(("MY", "99.00 MYR")),
        "upi" => Some(("IN", "1999.00 INR")),
        "mpesa" | "airtel_money" => Some(("KE", "3200.00 KES")),
        "mtn_momo" => Some(("GH", "350.00 GHS")),
        "oxxo" => Some(("MX", "420.00 MXN")),
        "konbini" | "cash_on_delivery" => Some(("JP", "3500 JPY")),
        _ => None,
    };
    METHODS
        .iter()
        .filter_map(|wallet| place(wallet.id).map(|(country, price)| (wallet, country, price)))
        .collect()
}
