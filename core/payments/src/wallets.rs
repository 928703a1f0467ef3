//! The wallets this app can pay with: the sandbox's, which is a file, and the rows of `assets/payments`.

pub mod sandbox;
pub(crate) mod table;

use crate::ability::{Ability, ability};
use crate::policy::{IMMEDIATE, Policy};
use crate::system_sheet;
use crate::wallet::Wallet;
use tradewind_commerce::{Checkout, Credential, HandlerOffer, SessionHandler, quote};
use tradewind_domain::{HandlerId, Money};
use tradewind_ports::{HandOffs, WalletSheet};

/// Every wallet there is: the sandbox's, then by file and row.
pub const ALL: &[Wallet] = &{
    let mut all = [sandbox::WALLET; 1 + table::METHODS.len()];
    let mut at = 0;
    while at < table::METHODS.len() {
        all[at + 1] = table::METHODS[at];
        at += 1;
    }
    all
};

/// The wallets of one app, first choice first. Cheap to clone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wallets(&'static [Wallet]);

impl Wallets {
    /// All wallets there are.
    pub const fn all() -> Self {
        Self(ALL)
    }

    /// A choice of wallets.
    pub const fn of(wallets: &'static [Wallet]) -> Self {
        Self(wallets)
    }

    /// Whether there are none.
    pub const fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// The wallet of a handler, by its name.
    pub fn named(self, handler: &HandlerId) -> Option<&'static Wallet> {
        self.0.iter().find(|wallet| wallet.handler == handler.as_str())
    }

    /// Names of the handlers that there is a wallet for.
    pub fn handlers(self) -> Vec<String> {
        self.0.iter().map(|wallet| wallet.handler.to_owned()).collect()
    }

    /// Those that this device can do its part of, and how.
    pub fn on_this_device<'a>(
        self,
        sheets: &'a dyn WalletSheet,
        hand_offs: &'a dyn HandOffs,
    ) -> impl Iterator<Item = (&'static Wallet, Ability)> + 'a {
        let here = |wallet: &'static Wallet| Some((wallet, ability(wallet, sheets, hand_offs)?));
        self.0.iter().filter_map(here)
    }

    /// What the platform profile says of them.
    pub fn offers(self) -> Vec<HandlerOffer> {
        let offer = |wallet: &Wallet| HandlerOffer {
            name: wallet.handler.to_owned(),
            id: wallet.id.to_owned(),
            version: wallet.version.map(str::to_owned),
            spec: wallet.spec.to_owned(),
            schema: wallet.schema.to_owned(),
            instruments: vec![wallet.instrument.to_owned()],
        };
        self.0.iter().map(offer).collect()
    }

    /// The handlers that may pay on this device: the one that the person chose, or all that it has a wallet for.
    pub(crate) fn payable(
        self,
        sheets: &dyn WalletSheet,
        hand_offs: &dyn HandOffs,
        method: Option<&HandlerId>,
    ) -> Vec<String> {
        self.on_this_device(sheets, hand_offs)
            .map(|(wallet, _)| wallet.handler.to_owned())
            .filter(|name| method.is_none_or(|method| name == method.as_str()))
            .collect()
    }

    /// Of those that may pay (names or the merchant's ids), the ones that this session can be paid by, by the merchant's ids: the
    /// handler is there and takes what its wallet makes. One that there is no wallet for is paid by a credential from outside,
    /// which the merchant judges.
    pub fn fitting(self, checkout: &Checkout, payable: &[String]) -> Vec<String> {
        let named = |handler: &&SessionHandler| payable.iter().any(|one| handler.is(one));
        let handlers = checkout.payment_handlers.iter().filter(named);
        let due = quote::due_now(checkout);
        let can_say = |handler: &SessionHandler| due.is_none_or(|due| self.can_say(handler, due));
        let fitting = handlers.filter(|handler| self.fits(handler) && can_say(handler));
        fitting.map(|handler| handler.id.clone()).collect()
    }

    /// Whether a handler of a session takes an instrument that its wallet makes, with a credential that it makes, and has a
    /// configuration that the wallet can use.
    pub fn fits(self, handler: &SessionHandler) -> bool {
        let wallet = self.0.iter().find(|wallet| wallet.handler == handler.name);
        wallet.is_none_or(|wallet| {
            let wants = handler.wants(wallet.instrument);
            handler.offered.takes(wallet.instrument)
                && wants.takes_credential(wallet.credentials)
                && system_sheet::is_usable(wallet, handler)
        })
    }

    /// Whether the wallet of a handler can show such a sum.
    pub fn can_say(self, handler: &SessionHandler, amount: Money) -> bool {
        let wallet = self.0.iter().find(|wallet| wallet.handler == handler.name);
        wallet.is_none_or(|wallet| system_sheet::can_say(wallet, amount))
    }

    /// Whether a handler is paid by a system's own sheet.
    pub(crate) fn has_system_sheet(self, handler: &SessionHandler) -> bool {
        self.0.iter().any(|wallet| wallet.handler == handler.name && system_sheet::is_system(wallet))
    }

    /// Whether a billing address goes to this handler with what its wallet makes. A system's wallet gives its own.
    pub fn wants_billing(self, handler: &SessionHandler) -> bool {
        let wallet = self.0.iter().find(|wallet| wallet.handler == handler.name);
        wallet.is_some_and(|wallet| {
            !system_sheet::is_system(wallet) && handler.wants(wallet.instrument).billing.is_some()
        })
    }

    /// The wallet of a handler of this session, by its name or by the merchant's id of it.
    pub(crate) fn wallet(self, checkout: Option<&Checkout>, handler: &str) -> Option<Wallet> {
        let name = session_handler(checkout, handler).map_or(handler, |known| known.name.as_str());
        self.0.iter().find(|wallet| wallet.handler == name).copied()
    }

    /// The policy of a handler. One that there is no wallet for is paid by a credential from outside, at once.
    pub(crate) fn policy(self, checkout: Option<&Checkout>, handler: &str) -> Policy {
        self.wallet(checkout, handler).map_or(IMMEDIATE, |wallet| wallet.policy)
    }

    /// The origins whose pages may run in a surface for a handler: the handler's specification names them, and nothing that a
    /// merchant answers may. No specification of a card's handler names one yet: the merchant's own origin alone counts, which
    /// the person chose to shop at. Who may pay otherwise asks in an app or in the browser.
    pub(crate) fn surface_origins(self, method: &HandlerId, merchant: Option<String>) -> Vec<String> {
        let own = method.as_str() == sandbox::WALLET.handler;
        let sheet = self.named(method).is_some_and(|wallet| wallet.family.is_sheet_first());
        merchant.filter(|_| own || sheet).into_iter().collect()
    }

    /// A credential as it goes to the engine: with the instrument that was named, else the wallet's own where the session takes
    /// it, else the session's first.
    pub(crate) fn complete(self, checkout: &Checkout, credential: Credential) -> Credential {
        let handler = session_handler(Some(checkout), &credential.handler);
        let own = self.wallet(Some(checkout), &credential.handler).map(|wallet| wallet.instrument);
        let taken = own.filter(|own| handler.is_none_or(|handler| handler.offered.takes(own)));
        let first = || Some(handler?.offered.named().first()?.kind.clone());
        let instrument = credential.instrument.clone().or_else(|| taken.map(str::to_owned)).or_else(first);
        Credential { instrument, ..credential }
    }
}

fn session_handler<'a>(checkout: Option<&'a Checkout>, handler: &str) -> Option<&'a SessionHandler> {
    checkout.and_then(|checkout| quote::handler(checkout, &[handler.to_owned()]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tradewind_ports::fakes::NotingWallet;
    use tradewind_ports::{NoHandOffs, WalletSheets};

    #[test]
    fn every_wallet_is_a_handler_of_its_own() {
        for (n, wallet) in ALL.iter().enumerate() {
            assert!(HandlerId::parse(wallet.handler).is_ok(), "{wallet:?}");
            assert!(ALL[..n].iter().all(|other| other.handler != wallet.handler), "{wallet:?}");
            assert!(wallet.policy.sheet_after_restart <= wallet.policy.sheet, "{wallet:?}");
        }
    }

    #[test]
    fn the_chosen_method_pays_and_no_other() {
        let wallets = Wallets::of(&[sandbox::WALLET]);
        let (here, nobody) = (NotingWallet::default(), NoHandOffs);
        assert_eq!(wallets.payable(&here, &nobody, None), wallets.handlers());
        let sandbox = HandlerId::parse(sandbox::WALLET.handler).expect("a name");
        assert_eq!(wallets.payable(&here, &nobody, Some(&sandbox)), [sandbox::WALLET.handler]);
        let other = HandlerId::parse("com.example.other").expect("a name");
        assert!(wallets.payable(&here, &nobody, Some(&other)).is_empty());
        assert!(
            wallets.payable(&WalletSheets::default(), &nobody, None).is_empty(),
            "a device without wallets"
        );
    }
}
