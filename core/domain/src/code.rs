//! The public error codes: few, stable, each with its own localized sentence in `assets/l10n`.

use serde::{Deserialize, Serialize};

/// Where a failure came from: it decides the exit status of the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// The network, or what the other side sent: exit 5.
    Reach,
    /// The shop's answer, the person or this phone: exit 3.
    Shop,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = ($text:literal, $cause:ident)),+ $(,)?) => {
        /// What went wrong, as a shell, a script or a log may know it. A code's meaning never changes; a new
        /// meaning is a new code. The text form (`SCREAMING_SNAKE`) is part of the public contract.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[non_exhaustive]
        pub enum Code { $($(#[$doc])* #[serde(rename = $text)] $name),+ }

        impl Code {
            /// Every code there is, in the order of declaration.
            pub const ALL: &'static [Code] = &[$(Code::$name),+];

            /// The stable text form, for example `OFFLINE`.
            pub const fn as_str(self) -> &'static str { match self { $(Code::$name => $text),+ } }

            /// Whose it is.
            pub const fn cause(self) -> Cause { match self { $(Code::$name => Cause::$cause),+ } }
        }
    };
}

codes! {
    // Each row: the name in Rust, the stable text, the cause. Each needs a message `error-...` in every language.
    // Reaching the world
    /// The network is off or the host cannot be reached.
    Offline = ("OFFLINE", Reach),
    /// No answer within the time allowed.
    Timeout = ("TIMEOUT", Reach),
    /// An `http:` address that is not loopback, or another scheme than https.
    InsecureUrl = ("INSECURE_URL", Reach),
    /// TLS could not be established with the host.
    TlsFailed = ("TLS_FAILED", Reach),
    /// An answer or object larger than its limit.
    TooLarge = ("TOO_LARGE", Reach),
    /// The merchant asks to wait (`429`/`503` with `Retry-After`).
    MerchantBusy = ("MERCHANT_BUSY", Reach),

    // The merchant
    /// The merchant answered with an HTTP 5xx.
    MerchantFailed = ("MERCHANT_FAILED", Reach),
    /// The merchant answered something that is not what the protocol says.
    MerchantGarbage = ("MERCHANT_GARBAGE", Reach),
    /// The merchant publishes keys, and its answer carries a signature that is not by one of them, not of this answer, or over.
    MerchantSignature = ("MERCHANT_SIGNATURE", Reach),
    /// The merchant speaks no protocol version that we speak; nothing was sent.
    UcpVersionUnsupported = ("UCP_VERSION_UNSUPPORTED", Reach),
    /// The merchant lacks a capability that the step needs.
    CapabilityMissing = ("CAPABILITY_MISSING", Reach),
    /// The merchant refused the request (other 4xx, or an unrecoverable business error).
    MerchantRefused = ("MERCHANT_REFUSED", Shop),
    /// The thing asked for does not exist at the merchant.
    NotFound = ("NOT_FOUND", Shop),
    /// The merchant sells nothing to the market asked for; its index names those that it serves.
    MarketNotServed = ("MARKET_NOT_SERVED", Shop),

    // The catalog
    /// A pack object whose bytes are not what the manifest says (hash, length, row count or row shape).
    PackTampered = ("PACK_TAMPERED", Reach),
    /// A manifest whose signature does not verify with the trusted key.
    PackSignature = ("PACK_SIGNATURE", Reach),
    /// A manifest older than one already seen.
    PackRollback = ("PACK_ROLLBACK", Reach),
    /// A manifest past its expiry.
    PackExpired = ("PACK_EXPIRED", Reach),
    /// A manifest of a moment to come: more than a day after the merchant's own clock.
    PackNotYet = ("PACK_NOT_YET", Reach),
    /// A catalog whose loading was begun and did not come to an end; it is begun again only when the person asks.
    CatalogUnfinished = ("CATALOG_UNFINISHED", Reach),
    /// A pack for another market or language than the one asked for.
    PackWrongMarket = ("PACK_WRONG_MARKET", Shop),
    /// A pack of a format, or for an app version, that this app does not read.
    PackFormat = ("PACK_FORMAT", Reach),
    /// A merchant that signs with the published development key, which is trusted on loopback alone.
    DevelopmentKey = ("DEVELOPMENT_KEY", Reach),
    /// No catalog is on this phone yet and none can be fetched.
    CatalogEmpty = ("CATALOG_EMPTY", Reach),
    /// A product that this catalog does not hold.
    ItemUnknown = ("ITEM_UNKNOWN", Shop),
    /// A picture that does not decode within the limits.
    PictureBroken = ("PICTURE_BROKEN", Shop),
    /// A model that is not a glTF we draw.
    ModelBroken = ("MODEL_BROKEN", Shop),
    /// A model that asks for more than a phone gives: bytes, points, memory or time.
    ModelTooLarge = ("MODEL_TOO_LARGE", Shop),
    /// The host's painter failed while a model was shown.
    DrawFailed = ("DRAW_FAILED", Shop),

    // Rules of trade
    /// Rules whose bytes are not what the manifest says, that do not read as rules, or are larger than rules may be.
    RulesTampered = ("RULES_TAMPERED", Reach),
    /// Rules as of an earlier day than those on this phone; of a publication, than those it published last.
    RulesOlder = ("RULES_OLDER", Reach),
    /// Rules of a format that this app does not read.
    RulesFormat = ("RULES_FORMAT", Reach),
    /// Rules as of a day to come: more than a day after today.
    RulesNotYet = ("RULES_NOT_YET", Reach),
    /// Rules that lack one, today and for this place, that no quote can do without.
    RulesGap = ("RULES_GAP", Shop),
    /// A file of rules that is to be published and cannot be: not compiled rules, damaged, or too large.
    RulesUnreadable = ("RULES_UNREADABLE", Shop),

    // Live shows
    /// A show's playlist that is none of segments, or leaves out what nobody asked it to.
    LivePlaylist = ("LIVE_PLAYLIST", Reach),
    /// A price hold that this merchant did not sign for this show, or that holds nothing.
    HoldRefused = ("HOLD_REFUSED", Reach),
    /// A price hold whose time is over.
    HoldExpired = ("HOLD_EXPIRED", Shop),
    /// More of an item than its price is held for.
    HoldQuantity = ("HOLD_QUANTITY", Shop),
    /// A price that was held for more people than there were items.
    HoldOversold = ("HOLD_OVERSOLD", Shop),
    /// A moment of a show that its session's key did not sign.
    MomentUnproved = ("MOMENT_UNPROVED", Reach),
    /// A report of a show that its merchant refused for good.
    ReportRefused = ("REPORT_REFUSED", Shop),
    /// A merchant that names no address for reports of its shows.
    ReportUnaddressed = ("REPORT_UNADDRESSED", Shop),

    // The feed
    /// A feed row with a structural fault.
    FeedRow = ("FEED_ROW", Shop),
    /// A feed that is not readable at all, or has no good row.
    FeedUnreadable = ("FEED_UNREADABLE", Shop),
    /// A feed of which much less would be published than the folder holds.
    FeedShrunk = ("FEED_SHRUNK", Shop),

    // Cart and payment
    /// A line that is sold out.
    OutOfStock = ("OUT_OF_STOCK", Shop),
    /// More asked for than allowed or in stock.
    QuantityLimit = ("QUANTITY_LIMIT", Shop),
    /// The price or currency changed since the person saw it.
    PriceChanged = ("PRICE_CHANGED", Shop),
    /// Lines, quantities, fees, discounts or delivery are no longer what the person saw.
    BasketChanged = ("BASKET_CHANGED", Shop),
    /// The merchant completed the purchase at another total or currency than the one agreed to.
    TotalDiffers = ("TOTAL_DIFFERS", Shop),
    /// The merchant completed the purchase and does not say at what total.
    TotalUnstated = ("TOTAL_UNSTATED", Shop),
    /// The total is above the limit that the buyer named, or in another currency.
    MaxExceeded = ("MAX_EXCEEDED", Shop),
    /// The merchant does not deliver to the address.
    AddressRefused = ("ADDRESS_REFUSED", Shop),
    /// The buyer's bank asks for a check of its own (3-D Secure) before it pays.
    BankCheck = ("BANK_CHECK", Shop),
    /// The merchant's totals do not add up.
    TotalsMismatch = ("TOTALS_MISMATCH", Shop),
    /// Something the merchant needs of the buyer is missing or refused.
    BuyerIncomplete = ("BUYER_INCOMPLETE", Shop),
    /// The merchant waits for a choice of delivery.
    DeliveryUnchosen = ("DELIVERY_UNCHOSEN", Shop),
    /// The merchant wants the person to go on in a browser.
    EscalationRequired = ("ESCALATION_REQUIRED", Shop),
    /// None of the merchant's payment handlers is one we hold a credential for.
    PaymentUnsupported = ("PAYMENT_UNSUPPORTED", Shop),
    /// The way to pay that was chosen is not one of those that this checkout can be paid by.
    PaymentMethodUnavailable = ("PAYMENT_METHOD_UNAVAILABLE", Shop),
    /// The payment was declined.
    PaymentDeclined = ("PAYMENT_DECLINED", Shop),
    /// The time to pay was over before it was paid.
    PaymentExpired = ("PAYMENT_EXPIRED", Shop),
    /// The person cancelled the payment.
    PaymentCancelled = ("PAYMENT_CANCELLED", Shop),
    /// It is not known whether the payment went through.
    PaymentUnknown = ("PAYMENT_UNKNOWN", Shop),
    /// Another payment to this merchant is not settled yet.
    PaymentPending = ("PAYMENT_PENDING", Shop),
    /// A payment of which nothing is known cannot be put aside yet.
    AsideTooEarly = ("ASIDE_TOO_EARLY", Shop),
    /// The checkout ended at the merchant (cancelled or expired).
    CheckoutEnded = ("CHECKOUT_ENDED", Shop),
    /// A purchase of this name was begun with other arguments.
    PurchaseMismatch = ("PURCHASE_MISMATCH", Shop),
    /// The cart is empty.
    CartEmpty = ("CART_EMPTY", Shop),

    // Links
    /// A link that is not one of ours.
    LinkUnknown = ("LINK_UNKNOWN", Shop),
    /// A link to another merchant.
    LinkForeign = ("LINK_FOREIGN", Shop),
    /// A link longer than the limit.
    LinkTooLong = ("LINK_TOO_LONG", Shop),
    /// A link to a host that looks like the merchant's and is another, or whose name mixes scripts.
    LinkLookalike = ("LINK_LOOKALIKE", Shop),
    /// A link with a user's name or a password before its host.
    LinkUserInfo = ("LINK_USER_INFO", Shop),
    /// A link to another port of the merchant's host.
    LinkPort = ("LINK_PORT", Shop),
    /// A link that leads on to another address.
    LinkRedirect = ("LINK_REDIRECT", Shop),
    /// A link that is encoded wrongly or by half.
    LinkEncoding = ("LINK_ENCODING", Shop),
    /// A link with marks inside it that show nothing.
    LinkMarks = ("LINK_MARKS", Shop),
    /// A link to a cart whose lines cannot be read, or hold more than they may.
    LinkCart = ("LINK_CART", Shop),
    /// A number of a product whose check digit does not fit.
    LinkNumber = ("LINK_NUMBER", Shop),
    /// A short code that the shop does not know, or whose check symbol does not fit.
    LinkCodeUnknown = ("LINK_CODE_UNKNOWN", Shop),
    /// A short code whose time is over.
    LinkCodeExpired = ("LINK_CODE_EXPIRED", Shop),
    /// A short code about which the shop cannot be asked now.
    LinkCodeOffline = ("LINK_CODE_OFFLINE", Reach),
    /// A short code where the shop has none.
    LinkCodeNone = ("LINK_CODE_NONE", Shop),

    // The phone
    /// The phone's clock is too far from the merchants' to be trusted.
    ClockWrong = ("CLOCK_WRONG", Shop),
    /// The disk is full.
    DiskFull = ("DISK_FULL", Shop),
    /// The person's own data cannot be read or written.
    StoreFailed = ("STORE_FAILED", Shop),
    /// The person's file was damaged: it was put aside, and what could be read of it was saved. Said once.
    StoreRepaired = ("STORE_REPAIRED", Shop),
    /// The person's file was damaged so that it is not known whether a payment was open in it.
    JournalLost = ("JOURNAL_LOST", Shop),
    /// Another copy of the app holds this folder.
    FolderLocked = ("FOLDER_LOCKED", Shop),
    /// The folder was written by a newer app.
    StoreTooNew = ("STORE_TOO_NEW", Shop),
    /// The phone's secure store is locked or failed.
    VaultFailed = ("VAULT_FAILED", Shop),
    /// The wallet could not be shown.
    WalletFailed = ("WALLET_FAILED", Shop),
    /// An input that is out of its limits.
    BadInput = ("BAD_INPUT", Shop),
    /// A fault in the app itself.
    Internal = ("INTERNAL", Reach),
}

impl Code {
    /// What an HTTP status of a merchant's host means, where a file was asked for and did not come.
    pub const fn of_status(status: u16) -> Self {
        match status {
            404 | 410 => Self::NotFound,
            500.. => Self::MerchantFailed,
            _ => Self::MerchantRefused,
        }
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_its_own_text() {
        let mut texts: Vec<_> = Code::ALL.iter().map(|c| c.as_str()).collect();
        texts.sort_unstable();
        texts.dedup();
        assert_eq!(texts.len(), Code::ALL.len());
    }
}
