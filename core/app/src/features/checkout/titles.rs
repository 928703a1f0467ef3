//! What people call a way to pay.

use crate::kernel::model::Model;
use crate::kernel::view_context::ViewContext;
use tradewind_payments::{Family, Wallet};

/// What people call a way to pay: its maker's word, ours of a type that has none, else its handler's name.
pub(crate) fn method_title(model: &Model, name: &str, context: &ViewContext<'_>) -> String {
    let Some(way) = model.host.ways.iter().find(|way| way.wallet.handler == name) else {
        return name.to_owned();
    };
    wallet_title(way.wallet, context)
}

/// The same of a wallet.
pub(crate) fn wallet_title(wallet: &Wallet, context: &ViewContext<'_>) -> String {
    match wallet.id {
        "hosted_card" => context.words.method_card(),
        "cash_on_delivery" => context.words.method_cash(),
        "konbini" => context.words.method_convenience_store(),
        "open_banking" => context.words.method_bank_app(),
        "sepa_transfer" => context.words.method_bank_transfer(),
        _ => wallet.title.to_owned(),
    }
}

/// Whether a handler is paid to who brings the goods.
pub(crate) fn on_delivery(model: &Model, name: &str) -> bool {
    let way = model.host.ways.iter().find(|way| way.wallet.handler == name);
    way.is_some_and(|way| way.wallet.family == Family::OnDelivery)
}
