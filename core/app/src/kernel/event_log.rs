//! The log of events for a developer's log: which intent came, which effects followed, which revision was drawn. Names
//! and numbers only; what a person typed does not fit into a record.

use crate::kernel::effects::{CatalogOp, Effect, NetworkOp, OrdersOp, PaymentOp, PersonOp, PreviewOp};
use crate::kernel::intent::Intent;
use tradewind_ports::{Level, Record};

pub(crate) fn of_intent(intent: &Intent) -> Record {
    Record::new(Level::Debug, "app.intent").with("name", intent_name(intent))
}

/// Nothing for a log record: it is in the log itself.
pub(crate) fn of_effect(effect: &Effect) -> Option<Record> {
    effect_name(effect).map(|name| Record::new(Level::Debug, "app.effect").with("name", name))
}

pub(crate) fn of_snapshot(screen: &'static str, revision: u64) -> Record {
    let revision = i64::try_from(revision).unwrap_or(i64::MAX);
    Record::new(Level::Debug, "app.snapshot").with("screen", screen).with("revision", revision)
}

fn intent_name(intent: &Intent) -> &'static str {
    match intent {
        Intent::OpenTab(_) => "open_tab",
        Intent::Back => "back",
        Intent::OpenCategory { .. } => "open_category",
        Intent::OpenProduct { .. } => "open_product",
        Intent::OpenOrder { .. } => "open_order",
        Intent::OpenCheckout => "open_checkout",
        Intent::OpenLink { .. } => "open_link",
        Intent::Search { .. } => "search",
        Intent::Window { .. } => "window",
        Intent::ChooseVariant { .. } => "choose_variant",
        Intent::AddToCart { .. } => "add_to_cart",
        Intent::SetQuantity { .. } => "set_quantity",
        Intent::RemoveLine { .. } => "remove_line",
        Intent::Undo => "undo",
        Intent::AcceptCartPrices => "accept_cart_prices",
        Intent::OpenPreview => "open_preview",
        Intent::PreviewDrag { .. } => "preview_drag",
        Intent::PreviewRelease { .. } => "preview_release",
        Intent::PreviewZoom { .. } => "preview_zoom",
        Intent::PreviewReset => "preview_reset",
        Intent::PreviewVariant { .. } => "preview_variant",
        Intent::PreviewSize { .. } => "preview_size",
        Intent::EditBuyer { .. } => "edit_buyer",
        Intent::SubmitBuyer => "submit_buyer",
        Intent::ChangeBuyer => "change_buyer",
        Intent::DeleteBuyer => "delete_buyer",
        Intent::EraseEverything { .. } => "erase_everything",
        Intent::ChooseDelivery { .. } => "choose_delivery",
        Intent::AddCode { .. } => "add_code",
        Intent::RemoveCode { .. } => "remove_code",
        Intent::AcceptPrice => "accept_price",
        Intent::Pay { .. } => "pay",
        Intent::WalletAnswered { .. } => "wallet_answered",
        Intent::PutAside => "put_aside",
        Intent::Retry => "retry",
        Intent::Done => "done",
        Intent::SetLanguage { .. } => "set_language",
        Intent::SetMarket { .. } => "set_market",
        Intent::SetCurrency { .. } => "set_currency",
        Intent::SetTimeZone { .. } => "set_time_zone",
        Intent::Refresh => "refresh",
        Intent::DismissToast => "dismiss_toast",
        Intent::Connectivity { .. } => "connectivity",
        Intent::Locales { .. } => "locales",
        Intent::MemoryWarning => "memory_warning",
        Intent::Foreground { .. } => "foreground",
        Intent::ReadingTime { .. } => "reading_time",
        Intent::ResumePurchase { .. } => "resume_purchase",
        Intent::BeginPurchase { .. } => "begin_purchase",
    }
}

fn effect_name(effect: &Effect) -> Option<&'static str> {
    Some(match effect {
        Effect::Catalog(op) => match op {
            CatalogOp::Home { .. } => "catalog.home",
            CatalogOp::Item { .. } => "catalog.item",
            CatalogOp::CartItems { .. } => "catalog.cart_items",
            CatalogOp::Trim => "catalog.trim",
        },
        Effect::Search(_) => "catalog.search",
        Effect::Orders(OrdersOp::Open) => "net.orders",
        Effect::Orders(OrdersOp::One(_)) => "net.order",
        Effect::Person(op) => match op {
            PersonOp::Load => "person.load",
            PersonOp::PutLine(_) => "person.put_line",
            PersonOp::RemoveLine { .. } => "person.remove_line",
            PersonOp::SaveBuyer(_) => "person.save_buyer",
            PersonOp::DeleteBuyer => "person.delete_buyer",
            PersonOp::Erase => "person.erase",
            PersonOp::ForgetNotices(_) => "person.forget_notices",
            PersonOp::SaveSetting { .. } => "person.save_setting",
            PersonOp::NoteSeen { .. } => "person.note_seen",
            PersonOp::FindPurchase { .. } => "person.find_purchase",
            PersonOp::BeginPurchase { .. } => "person.begin_purchase",
        },
        Effect::Network(op) => match op {
            NetworkOp::Refresh { .. } => "net.refresh",
            NetworkOp::Search { .. } => "net.search",
            NetworkOp::Item { .. } => "net.item",
            NetworkOp::Link { .. } => "net.link",
        },
        Effect::Payment(op) => match op {
            PaymentOp::Resume => "till.resume",
            PaymentOp::Prepare { .. } => "till.prepare",
            PaymentOp::Pay { .. } => "till.pay",
            PaymentOp::WalletAnswered { .. } => "till.wallet_answered",
            PaymentOp::Ask => "till.ask",
            PaymentOp::PutAside => "till.put_aside",
            PaymentOp::Quiet => "till.quiet",
            PaymentOp::Abandon => "till.abandon",
        },
        Effect::Preview(op) => match op {
            PreviewOp::Open { .. } => "preview.open",
            PreviewOp::Wake { .. } => "preview.wake",
        },
        Effect::Tick(_) => "tick",
        Effect::ToastOver { .. } => "toast_over",
        Effect::Log(_) => return None,
    })
}
