//! The harness for reducers: given a state, when something is done, then these effects are asked for and this is seen.

mod shows;

pub(crate) use shows::{held, show, show_key, show_report, signed_hold, signed_hold_of, verified_hold};

use crate::features::product::state::ItemLookup;
use crate::kernel::dispatch::{Message, update};
use crate::kernel::draw::draw;
use crate::kernel::effects::{Effect, Effects, Head, ItemRead, Outcome};
use crate::kernel::intent::Intent;
use crate::kernel::model::{HostCapabilities, Model};
use crate::kernel::now::Now;
use crate::kernel::screens::Screen;
use crate::kernel::settings::Settings;
use crate::kernel::snapshot::Snapshot;
use crate::kernel::trade::{self, TradeState};
use tradewind_catalog::{KeptRules, ReceivedRules};
use tradewind_commerce::{Checkout, CheckoutLine, CheckoutStatus, Offered, SessionHandler};
use tradewind_domain::address::BuyerField;
use tradewind_domain::{
    Availability, Buyer, CheckoutId, Currency, Facts, GroupId, Item, ItemId, Language, Market, Money, Offer,
    OptionValue, Order, OrderId, OrderLine, OrderStatus, Quantity, Timestamp, TotalEffect, TotalKind,
    TotalLine, WebUrl,
};
use tradewind_l10n::Localizer;
use tradewind_person::CartLine;
use tradewind_trade::row::{Place, Rule};
use tradewind_trade::{Day, Rules, Span, decimal};

/// When every test begins.
pub(crate) const AT: Now = Now { now: Timestamp(1_795_521_600_000), seconds: 1.0 };

/// A state, and what the last thing done to it asked for.
pub(crate) struct Given {
    pub(crate) model: Model,
    effects: Effects,
}

impl Given {
    /// An app that has read the person's file, in English, for the US, with a network, a painter and a wallet.
    pub(crate) fn a_shop() -> Self {
        Self::a_shop_in("US", Currency::USD)
    }

    /// As [`Given::a_shop`], in another market.
    pub(crate) fn a_shop_in(market: &str, currency: Currency) -> Self {
        let english = Language::parse("en").expect("a tag");
        let market = Market::parse(market).expect("a market");
        let settings = Settings { currency, ..Settings::new(english, market) };
        let merchant = WebUrl::parse("https://shop.example").expect("https");
        let host = HostCapabilities {
            can_draw: true,
            payable: vec![WALLET.to_owned()],
            ..HostCapabilities::default()
        };
        let mut model = Model::new(merchant, settings, true, host);
        model.loaded = true;
        Self { model, effects: Vec::new() }
    }

    /// Changes the state that is given.
    pub(crate) fn with(mut self, change: impl FnOnce(&mut Model)) -> Self {
        change(&mut self.model);
        self
    }

    /// A person or the system does something.
    pub(crate) fn when(self, intent: Intent) -> Self {
        self.take(Message::Intent(intent))
    }

    /// An executor tells what came of an effect.
    pub(crate) fn told(self, outcome: Outcome) -> Self {
        self.take(Message::Outcome(outcome))
    }

    /// The owner has found that the settings ask for another language.
    pub(crate) fn in_its_language(self) -> Self {
        let words = self.words();
        self.take(Message::Language(words.language().clone()))
    }

    fn take(mut self, message: Message) -> Self {
        self.effects = update(&mut self.model, message, AT);
        self
    }

    /// Exactly these effects are asked for, in this order.
    #[track_caller]
    pub(crate) fn effects<const N: usize>(self, wanted: [Effect; N]) -> Self {
        assert_eq!(self.effects, wanted);
        self
    }

    /// Among the effects is one like this.
    #[track_caller]
    pub(crate) fn asks(self, like: impl Fn(&Effect) -> bool) -> Self {
        assert!(self.effects.iter().any(like), "{:?}", self.effects);
        self
    }

    /// This effect is asked for before all others.
    #[track_caller]
    pub(crate) fn starts_with(self, first: &Effect) -> Self {
        assert_eq!(self.effects.first(), Some(first));
        self
    }

    /// No effect is like this.
    #[track_caller]
    pub(crate) fn asks_nothing(self, like: impl Fn(&Effect) -> bool) -> Self {
        assert!(!self.effects.iter().any(like), "{:?}", self.effects);
        self
    }

    /// The state says so.
    #[track_caller]
    pub(crate) fn knows(self, look: impl FnOnce(&Model)) -> Self {
        look(&self.model);
        self
    }

    /// The snapshot says so.
    #[track_caller]
    pub(crate) fn sees(self, look: impl FnOnce(&Snapshot)) -> Self {
        look(&self.snapshot());
        self
    }

    /// Looks at the snapshot, and goes on.
    #[track_caller]
    pub(crate) fn look(&self, look: impl FnOnce(&Snapshot)) {
        look(&self.snapshot());
    }

    /// The shown screen says so.
    #[track_caller]
    pub(crate) fn screen(self, look: impl FnOnce(&Screen)) -> Self {
        look(&self.snapshot().screen);
        self
    }

    fn snapshot(&self) -> Snapshot {
        draw(&self.model, &self.words(), AT, 1)
    }

    fn words(&self) -> Localizer {
        Localizer::new(&self.model.settings.languages(), "UTC").expect("compiled in")
    }
}

/// The handler there is a wallet for.
pub(crate) const WALLET: &str = "com.example.wallet";

/// Takes a screen out of a snapshot's, or fails with what it is instead.
macro_rules! shown {
    ($kind:ident, $screen:expr) => {
        match $screen {
            $crate::kernel::screens::Screen::$kind { content: screen } => screen,
            other => unreachable!("{} is shown", other.name()),
        }
    };
}
pub(crate) use shown;

pub(crate) fn market() -> Market {
    Market::parse("DE").expect("a market")
}

pub(crate) fn url(path: &str) -> WebUrl {
    WebUrl::parse(&format!("https://shop.example/{path}")).expect("https")
}

pub(crate) fn id(text: &str) -> ItemId {
    ItemId::parse(text).expect("an id")
}

/// An item of the group `mug` for 1.00 in the currency, in stock.
pub(crate) fn item(name: &str, currency: Currency) -> Item {
    Item {
        id: id(name),
        group: GroupId::parse("mug").ok(),
        title: format!("Mug {name}"),
        description: String::new(),
        brand: String::new(),
        category: Vec::new(),
        options: vec![OptionValue { name: "color".into(), value: "Sand".into() }],
        link: url("p"),
        pictures: Vec::new(),
        model: None,
        weight_grams: None,
        hs_code: None,
        origin: None,
        offer: Offer {
            price: Money::new(100, currency),
            sale: None,
            availability: Availability::InStock,
            stock: None,
        },
        facts: Facts::default(),
    }
}

/// A product of these items, the first of which is shown.
pub(crate) fn product(items: Vec<Item>) -> ItemRead {
    ItemRead { item: items[0].clone(), siblings: items }
}

/// The product has been read.
pub(crate) fn shows(model: &mut Model, read: ItemRead) {
    model.features.product.item = ItemLookup::Here(read);
}

/// A line of one item, at the price of [`item`].
pub(crate) fn line(name: &str, quantity: u32, currency: Currency) -> CartLine {
    CartLine {
        item: id(name),
        quantity: Quantity::new(quantity).expect("in range"),
        title: format!("Mug {name}"),
        seen_price: Money::new(100, currency),
        picture: None,
        added_at: AT.now,
        position: 0,
    }
}

/// The merchant's rules of trade as of a day: those of this build, changed.
pub(crate) fn merchants_rules(as_of: &str, change: impl FnOnce(&mut Vec<Place>)) -> TradeState {
    let mut places = trade::built_in().places().cloned().collect();
    change(&mut places);
    let bytes = tradewind_trade::write(&places, &[], Day::parse(as_of).expect("a day")).expect("compiles");
    let rules = Rules::read(&bytes).expect("reads");
    let table = Some(ReceivedRules { object: as_of.to_owned(), rules });
    KeptRules { table, refused: None }.into()
}

/// Everything is charged at 100 %.
pub(crate) fn all_at_100(places: &mut [Place]) {
    for row in places.iter_mut().flat_map(|place| &mut place.rows) {
        if let Rule::Rate(rate) = &mut row.rule {
            rate.percent = Some(Span::exact(decimal("100").expect("a number")));
        }
    }
}

/// A signed catalog for what the settings wish.
pub(crate) fn head(model: &Model, version: u64) -> Head {
    Head {
        scope: model.wish(),
        version,
        as_of: AT.now,
        expires_at: None,
        items: 3,
        signed: true,
        merchant: None,
        seller: None,
    }
}

/// Who buys, complete for Germany.
pub(crate) fn buyer() -> Buyer {
    let mut buyer = Buyer::default();
    for (field, value) in [
        (BuyerField::Email, "erika@example.com"),
        (BuyerField::FirstName, "Erika"),
        (BuyerField::LastName, "Muster"),
        (BuyerField::StreetAddress, "Hauptstraße 1"),
        (BuyerField::PostalCode, "10115"),
        (BuyerField::AddressLocality, "Berlin"),
        (BuyerField::AddressCountry, "DE"),
    ] {
        buyer.set(field, value).expect("fits");
    }
    buyer
}

/// A checkout of one [`item`] that can be paid, at this total.
pub(crate) fn checkout(name: &str, minor: i64) -> Checkout {
    let price = Money::new(minor, Currency::EUR);
    let total =
        TotalLine { kind: TotalKind::Total, effect: TotalEffect::Adds, display_text: None, amount: price };
    let subtotal = TotalLine { kind: TotalKind::Subtotal, ..total.clone() };
    let mut checkout =
        Checkout::of_id(CheckoutId::parse("chk_1").expect("an id"), CheckoutStatus::ReadyForComplete);
    checkout.lines = vec![CheckoutLine {
        id: "1".into(),
        item: id(name),
        title: format!("Mug {name}"),
        price,
        quantity: 1,
        total: price,
        subtotal: None,
        adds_up: true,
        unit: None,
        priced_otherwise: false,
    }];
    checkout.totals = vec![subtotal, total];
    let handler = SessionHandler::of(WALLET, "h1");
    checkout.payment_handlers = vec![SessionHandler { offered: Offered::of(["wallet"]), ..handler }];
    checkout
}

/// An order of one [`item`] for 1.00.
pub(crate) fn order(name: &str, number: &str) -> Order {
    let price = Money::new(100, Currency::EUR);
    Order {
        id: OrderId::parse(number).expect("an id"),
        label: None,
        checkout: CheckoutId::parse("chk_1").expect("an id"),
        permalink: None,
        placed_at: AT.now,
        lines: vec![OrderLine {
            item: id(name),
            title: format!("Mug {name}"),
            price,
            quantity: 1,
            fulfilled: 0,
        }],
        totals: vec![TotalLine {
            kind: TotalKind::Total,
            effect: TotalEffect::Adds,
            display_text: None,
            amount: price,
        }],
        currency: Currency::EUR,
        status: OrderStatus::Processing,
        events: Vec::new(),
        agreed: None,
        later: Vec::new(),
        receipt: None,
        on_delivery: false,
    }
}
