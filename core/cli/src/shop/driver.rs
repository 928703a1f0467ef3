//! The driver: looks at each screen, and touches what a person who wants just this purchase would touch.

use super::args::ShopArgs;
use super::aside::Aside;
use super::outcome::Outcome;
use super::phone::Phone;
use super::press::Press;
use serde_json::json;
use std::io::Write;
use std::sync::Arc;
use std::sync::mpsc::RecvTimeoutError;
use std::time::{Duration, Instant};
use tradewind_app::screen::{
    CheckoutPhase, CheckoutScreen, EmptyState, HandOffKind, HomeScreen, ProductScreen, PurchasePhase,
    PurchaseState, ResultsScreen,
};
use tradewind_app::{Intent, Published, Screen, Snapshot, Tab};
use tradewind_domain::address::BuyerField;
use tradewind_domain::{Code, Timestamp};
use tradewind_links::{LinkError, Merchant, Source, read};

/// What was done so far.
#[derive(Default)]
struct Steps {
    /// Asked what was begun under the purchase's name.
    asked: bool,
    looked: bool,
    begun: bool,
    filled: bool,
    chose: bool,
    press: Press,
    aside: Aside,
    /// What was last said of a code, a prompt or a voucher.
    said: String,
}

impl Phone {
    /// Shops until something came of it, or the time is up.
    pub(super) fn journey(&mut self, args: &ShopArgs, out: &mut dyn Write) -> Outcome {
        if args.json {
            let _ = writeln!(out, "{}", json!({"version": 1}));
        }
        let end = Instant::now() + Duration::from_secs(args.wait);
        let mut steps = Steps::default();
        let mut last: Option<Arc<Snapshot>> = None;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            match self.published.recv_timeout(left) {
                Ok(Published { snapshot, purchase }) => {
                    if args.json {
                        print(out, &snapshot, purchase.as_ref());
                    }
                    last = Some(snapshot.clone());
                    let outcome = match args.put_aside {
                        true => self.put_aside(&mut steps.aside, &snapshot),
                        false => self.act(args, &mut steps, &snapshot, purchase.as_ref()),
                    };
                    if let Some(outcome) = outcome {
                        return outcome;
                    }
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    let outcome = overdue(last.as_deref());
                    return match args.put_aside && outcome.exit == 4 {
                        true => Outcome { code: Code::AsideTooEarly.as_str().to_owned(), ..outcome },
                        false => outcome,
                    };
                }
            }
        }
    }

    /// One look at the screen: an outcome, or the next touch.
    fn act(
        &self,
        args: &ShopArgs,
        steps: &mut Steps,
        snapshot: &Snapshot,
        purchase: Option<&PurchaseState>,
    ) -> Option<Outcome> {
        let lost = Code::JournalLost.as_str();
        if snapshot.banners.iter().any(|banner| banner.code.as_deref() == Some(lost)) {
            // A payment may be open that nobody can look up any more: whoever runs this decides. It has been said then.
            self.shop.dispatch(Intent::Retry);
            return Some(Outcome::of(4, "unknown", lost));
        }
        match purchase.map(|purchase| purchase.state) {
            Some(PurchasePhase::Done) => {
                let order = purchase.and_then(|purchase| purchase.order.clone());
                return Some(Outcome { code: said(&snapshot.screen), ..Outcome::confirmed(order) });
            }
            Some(PurchasePhase::Mismatch) => {
                return Some(Outcome::failed(Code::PurchaseMismatch.as_str()));
            }
            // What was begun under the name is in the cart.
            Some(PurchasePhase::Open) => (steps.looked, steps.begun) = (true, true),
            Some(PurchasePhase::Wanted | PurchasePhase::New) | None => {}
        }
        match &snapshot.screen {
            Screen::Home { content: home } if !steps.looked => {
                let unbegun = purchase.is_some_and(|purchase| purchase.state == PurchasePhase::New);
                self.home(args, steps, home, unbegun)
            }
            Screen::Results { content: results } if steps.looked && !steps.begun => {
                self.results(args, steps, results)
            }
            Screen::Product { content: product } if steps.looked || purchase.is_some() => {
                steps.begun |= purchase.is_some();
                self.product(args, steps, product)
            }
            Screen::Order { content: order } if args.link.is_some() && steps.looked && !steps.begun => {
                // A link to an order shows one; nothing was bought by it, and nothing is to be bought there.
                let code = order.empty.as_ref().map_or(Code::ItemUnknown.as_str(), |empty| code_of(empty));
                Some(Outcome::of(3, "not_bought", code))
            }
            Screen::Proposal { .. } if args.link.is_some() && steps.looked && !steps.begun => {
                // A cart is proposed, and names no one item to buy.
                Some(Outcome::of(3, "not_bought", Code::ItemUnknown.as_str()))
            }
            Screen::Checkout { content: checkout } => self.checkout(args, steps, checkout),
            _ if snapshot.toast.is_some() && !steps.begun => {
                let refused = self.refused(args.link.as_deref()?)?;
                Some(Outcome::failed(refused.code().as_str()))
            }
            _ => None,
        }
    }

    /// Why the app refuses a link, as it reads one.
    fn refused(&self, link: &str) -> Option<LinkError> {
        let merchant = Merchant::new(self.merchant.clone()).with_pages_elsewhere(true);
        // Time alone refuses no link.
        read(link, Source::Tap, &merchant, Timestamp(0)).err()
    }

    /// Home says whether the shop can be shopped in, and if not, why.
    fn home(&self, args: &ShopArgs, steps: &mut Steps, home: &HomeScreen, unbegun: bool) -> Option<Outcome> {
        // Without words what was begun under the name goes first, and needs no catalog.
        if args.item.is_none() && args.link.is_none() && args.search.is_none() && !unbegun {
            if !std::mem::replace(&mut steps.asked, true) {
                self.shop
                    .dispatch(Intent::ResumePurchase { name: args.purchase.clone(), quantity: args.qty });
            }
            return None;
        }
        let known = !home.as_of.is_empty();
        if home.loading && !(known && args.offline) {
            return None;
        }
        if let Some(code) = home.empty.as_ref().and_then(|empty| empty.code.as_deref()) {
            let markets = home.served.iter().map(|market| market.key.clone()).collect();
            return Some(Outcome { markets, ..Outcome::failed(code) });
        }
        if known || home.empty.is_some() {
            steps.looked = true;
            self.look(args);
        }
        None
    }

    fn results(&self, args: &ShopArgs, steps: &mut Steps, results: &ResultsScreen) -> Option<Outcome> {
        if results.loading {
            return None;
        }
        match results.rows.iter().find(|row| row.available) {
            Some(row) => {
                self.begin(args, steps, &row.key);
                None
            }
            None => Some(Outcome::failed(
                results.empty.as_ref().map_or(Code::ItemUnknown.as_str(), |empty| code_of(empty)),
            )),
        }
    }

    fn product(&self, args: &ShopArgs, steps: &mut Steps, product: &ProductScreen) -> Option<Outcome> {
        if let Some(empty) = &product.empty {
            return Some(Outcome::failed(code_of(empty)));
        }
        if product.key.is_empty() {
            return None;
        }
        if !steps.begun {
            self.begin(args, steps, &product.key);
        } else if !product.available {
            return Some(Outcome::failed(Code::OutOfStock.as_str()));
        }
        None
    }

    fn look(&self, args: &ShopArgs) {
        self.shop.dispatch(match (&args.item, &args.link, &args.search) {
            (Some(item), ..) => Intent::OpenProduct { key: item.clone() },
            (_, Some(link), _) => Intent::OpenLink { url: link.clone() },
            (.., Some(words)) => Intent::Search { words: words.clone() },
            _ => Intent::Search { words: String::new() },
        });
    }

    fn begin(&self, args: &ShopArgs, steps: &mut Steps, item: &str) {
        steps.begun = true;
        self.shop.dispatch(Intent::BeginPurchase {
            name: args.purchase.clone(),
            item: item.to_owned(),
            quantity: args.qty,
        });
    }

    fn checkout(&self, args: &ShopArgs, steps: &mut Steps, screen: &CheckoutScreen) -> Option<Outcome> {
        let code = screen.notice.as_ref().and_then(|notice| notice.code.clone()).unwrap_or_default();
        steps.press = steps.press.after(screen.phase, screen.loading, &code);
        match screen.phase {
            CheckoutPhase::Buyer if !steps.filled => {
                steps.filled = true;
                // A buyer who names no country lives where they shop: the form says it already.
                let country = &self.buyer.address.address_country;
                let shown = screen.fields.iter().find(|field| field.field == BuyerField::AddressCountry);
                let country = shown.filter(|_| country.is_empty()).map_or(country, |field| &field.value);
                for (field, _) in BuyerField::form(country) {
                    let value = match field {
                        BuyerField::AddressCountry => country.clone(),
                        // The made-up buyer has the postcode of wherever this is.
                        BuyerField::PostalCode if self.buyer.address.postal_code.is_empty() => {
                            tradewind_domain::postal::postal_example(country).to_owned()
                        }
                        field => self.buyer.field(field).to_owned(),
                    };
                    self.shop.dispatch(Intent::EditBuyer { field, value });
                }
                self.shop.dispatch(Intent::SubmitBuyer);
                None
            }
            CheckoutPhase::Buyer => {
                let missing = screen.fields.iter().any(|field| !field.error.is_empty());
                missing.then(|| Outcome::failed(Code::BuyerIncomplete.as_str()))
            }
            // An attempt of an earlier run was settled: which purchase it was of, and what is left to do, is asked anew.
            CheckoutPhase::Confirmed | CheckoutPhase::Ended if !steps.begun => {
                self.shop.dispatch(Intent::Done);
                self.shop.dispatch(Intent::OpenTab { tab: Tab::Home });
                None
            }
            CheckoutPhase::Confirmed => Some(Outcome { code, ..Outcome::confirmed(screen.order.clone()) }),
            CheckoutPhase::Ended if steps.press.may_be_heard() => Some(Outcome::failed(&code)),
            CheckoutPhase::Ended => {
                // Settled without a purchase: this one goes on with a new attempt.
                self.shop.dispatch(Intent::Done);
                self.shop.dispatch(Intent::OpenCheckout);
                None
            }
            CheckoutPhase::Review if screen.loading => None,
            // An attempt of an earlier run came to nothing: what is left to do is asked anew.
            CheckoutPhase::Review if !steps.begun => {
                self.shop.dispatch(Intent::OpenTab { tab: Tab::Home });
                None
            }
            CheckoutPhase::Review => self.review(args, steps, screen, &code),
            CheckoutPhase::WithPerson => {
                say(screen, steps);
                None
            }
            CheckoutPhase::Wallet | CheckoutPhase::Sending | CheckoutPhase::Unknown => None,
            CheckoutPhase::Voucher => {
                say(screen, steps);
                Some(Outcome::of(4, "waiting", ""))
            }
        }
    }

    fn review(
        &self,
        args: &ShopArgs,
        steps: &mut Steps,
        screen: &CheckoutScreen,
        code: &str,
    ) -> Option<Outcome> {
        // An earlier attempt is being settled, here or by another door: it is asked about until something came of it.
        if code == Code::PaymentPending.as_str() {
            self.shop.dispatch(Intent::Retry);
            return None;
        }
        if steps.press.may_be_heard() && !code.is_empty() {
            return Some(Outcome::failed(code));
        }
        if let Some(option) = &args.option
            && !steps.chose
            && !screen.delivery.is_empty()
        {
            steps.chose = true;
            let Some(row) = screen.delivery.iter().find(|row| row.key.ends_with(option.as_str())) else {
                return Some(Outcome::failed(Code::BadInput.as_str()));
            };
            if !row.selected {
                self.shop.dispatch(Intent::ChooseDelivery { key: row.key.clone() });
                return None;
            }
        }
        if screen.can_pay && !steps.press.may_be_heard() {
            steps.press = Press::Sent;
            self.shop.dispatch(Intent::Pay { method: args.method.clone() });
            return None;
        }
        let blocked = if screen.pay_blocked_code.is_empty() { code } else { &screen.pay_blocked_code };
        (!blocked.is_empty() && !steps.press.may_be_heard()).then(|| Outcome::failed(blocked))
    }
}

/// Says, once, what is to be copied or approved elsewhere. Links are said where they would be opened.
fn say(screen: &CheckoutScreen, steps: &mut Steps) {
    let Some(handed) = &screen.hand_off else { return };
    let (verb, what) = match handed.kind {
        HandOffKind::Code | HandOffKind::Voucher => ("copy", handed.code.clone()),
        HandOffKind::Prompt => ("approve", handed.body.replace(['\u{2068}', '\u{2069}'], "")),
        _ => return,
    };
    if steps.said != what {
        // Whoever closed standard error reads no sentences.
        let _ = writeln!(std::io::stderr(), "{verb}: {what}");
        steps.said = what;
    }
}

/// What the screen says first of a purchase that is done: bought at another total, or other things than agreed.
fn said(screen: &Screen) -> String {
    let notice = match screen {
        Screen::Checkout { content: checkout } => checkout.notice.as_ref(),
        Screen::Order { content: order } => order.notice.as_ref(),
        _ => None,
    };
    notice.and_then(|notice| notice.code.clone()).unwrap_or_default()
}

/// Why a screen is empty; nothing that is known of by that name, where it says no more.
fn code_of(empty: &EmptyState) -> &str {
    empty.code.as_deref().unwrap_or(Code::ItemUnknown.as_str())
}

/// Time is up: what is open is unknown, what is not was not reached.
fn overdue(last: Option<&Snapshot>) -> Outcome {
    match last.map(|snapshot| &snapshot.screen) {
        Some(Screen::Checkout { content: checkout })
            if matches!(
                checkout.phase,
                CheckoutPhase::Wallet
                    | CheckoutPhase::Sending
                    | CheckoutPhase::WithPerson
                    | CheckoutPhase::Voucher
                    | CheckoutPhase::Unknown
            ) =>
        {
            Outcome::of(4, "unknown", Code::PaymentUnknown.as_str())
        }
        // Somebody else is paying it, or was: not known.
        Some(Screen::Checkout { content: checkout })
            if checkout.notice.as_ref().and_then(|notice| notice.code.as_deref())
                == Some(Code::PaymentPending.as_str())
                || checkout.loading =>
        {
            Outcome::of(4, "unknown", Code::PaymentUnknown.as_str())
        }
        _ => Outcome::of(5, "failed", Code::Timeout.as_str()),
    }
}

/// One line of `--json`: the snapshot with its screen's name and body apart, and the named purchase.
fn print(out: &mut dyn Write, snapshot: &Snapshot, purchase: Option<&PurchaseState>) {
    let Ok(mut value) = serde_json::to_value(snapshot) else { return };
    // The screen's name and revision first in meaning, the rest as it is.
    let name = snapshot.screen.name();
    let body = value["screen"].take();
    value["screen"] = json!(name);
    value["body"] = body;
    value["purchase"] = json!(purchase);
    let _ = writeln!(out, "{value}");
}
