//! The log of events for a developer's log: which intent came, which effects followed, which revision was drawn. Names
//! and numbers only; what a person typed does not fit into a record.

use crate::kernel::effects::{
    CatalogOp, Effect, LiveOp, NetworkOp, OrdersOp, PaymentOp, PersonOp, PreviewOp,
};
use crate::kernel::intent::Intent;
use tradewind_ports::{Level, Record};

pub(crate) fn of_intent(intent: &Intent) -> Record {
    Record::new(Level::Debug, "app.intent").with("name", <&str>::from(intent))
}

/// Nothing for a log record: it is in the log itself.
pub(crate) fn of_effect(effect: &Effect) -> Option<Record> {
    effect_name(effect).map(|name| Record::new(Level::Debug, "app.effect").with("name", name))
}

pub(crate) fn of_snapshot(screen: &'static str, revision: u64) -> Record {
    let revision = i64::try_from(revision).unwrap_or(i64::MAX);
    Record::new(Level::Debug, "app.snapshot").with("screen", screen).with("revision", revision)
}

fn effect_name(effect: &Effect) -> Option<&'static str> {
    Some(match effect {
        Effect::Catalog(op) => match op {
            CatalogOp::Home { .. } => "catalog.home",
            CatalogOp::Item { .. } => "catalog.item",
            CatalogOp::CartItems { .. } => "catalog.cart_items",
            CatalogOp::Proposed { .. } => "catalog.proposed",
            CatalogOp::Rules => "catalog.rules",
            CatalogOp::Trim => "catalog.trim",
        },
        Effect::Search(_) => "catalog.search",
        Effect::Orders(OrdersOp::Open) => "net.orders",
        Effect::Orders(OrdersOp::One(_)) => "net.order",
        Effect::Person(op) => match op {
            PersonOp::Load { .. } => "person.load",
            PersonOp::PutLine(_) => "person.put_line",
            PersonOp::RemoveLine { .. } => "person.remove_line",
            PersonOp::SaveBuyer(_) => "person.save_buyer",
            PersonOp::SaveBilling(_) => "person.save_billing",
            PersonOp::DeleteBuyer => "person.delete_buyer",
            PersonOp::Erase => "person.erase",
            PersonOp::BeginAnew => "person.begin_anew",
            PersonOp::ForgetNotices(_) => "person.forget_notices",
            PersonOp::SaveSetting { .. } => "person.save_setting",
            PersonOp::KeepLive(_) => "person.keep_live",
            PersonOp::KeepShow(_) => "person.keep_show",
            PersonOp::NoteSeen { .. } => "person.note_seen",
            PersonOp::ForgetSeen => "person.forget_seen",
            PersonOp::NotePrices { .. } => "person.note_prices",
            PersonOp::CountSpent(_) => "person.count_spent",
            PersonOp::SaveConsent(_) => "person.save_consent",
            PersonOp::KeepConsent { .. } => "person.keep_consent",
            PersonOp::SaveTouches(_) => "person.save_touches",
            PersonOp::NoteAttributed { .. } => "person.note_attributed",
            PersonOp::CountAttributed { .. } => "person.count_attributed",
            PersonOp::ForgetTouches => "person.forget_touches",
            PersonOp::FindPurchase { .. } => "person.find_purchase",
            PersonOp::BeginPurchase { .. } => "person.begin_purchase",
        },
        Effect::Network(op) => match op {
            NetworkOp::Refresh { .. } => "net.refresh",
            NetworkOp::Search { .. } => "net.search",
            NetworkOp::Item { .. } => "net.item",
            NetworkOp::Link { .. } => "net.link",
            NetworkOp::Proposed { .. } => "net.proposed",
            NetworkOp::LeaveProposal => "net.leave_proposal",
            NetworkOp::Links => "net.links",
            NetworkOp::ShortCode { .. } => "net.short_code",
        },
        Effect::Live(op) => match op {
            LiveOp::List { .. } => "live.list",
            LiveOp::ListAfter { .. } => "live.list_after",
            LiveOp::Follow { .. } => "live.follow",
            LiveOp::Leave => "live.leave",
            LiveOp::Verify { .. } => "live.verify",
            LiveOp::Prove { .. } => "live.prove",
            LiveOp::KeyReport { .. } => "live.key_report",
            LiveOp::SendReport { .. } => "live.send_report",
            LiveOp::DropReport { .. } => "live.drop_report",
            LiveOp::DropReports => "live.drop_reports",
            LiveOp::Wake { .. } => "live.wake",
        },
        Effect::Payment(op) => match op {
            PaymentOp::Resume => "payment.resume",
            PaymentOp::Prepare { .. } => "payment.prepare",
            PaymentOp::Pay { .. } => "payment.pay",
            PaymentOp::WalletAnswered { .. } => "payment.wallet_answered",
            PaymentOp::Ask { .. } => "payment.ask",
            PaymentOp::PutAside => "payment.put_aside",
            PaymentOp::Hear(_) => "payment.hear",
            PaymentOp::LookAtWaiting => "payment.look_at_waiting",
            PaymentOp::GiveUpWaiting(_) => "payment.give_up_waiting",
            PaymentOp::Quiet => "payment.quiet",
            PaymentOp::Abandon => "payment.abandon",
        },
        Effect::Preview(op) => match op {
            PreviewOp::Open { .. } => "preview.open",
            PreviewOp::Wake { .. } => "preview.wake",
        },
        Effect::LookAtWays { .. } => "look_at_ways",
        Effect::Tick(_) => "tick",
        Effect::ToastOver { .. } => "toast_over",
        Effect::Log(_) => return None,
    })
}
