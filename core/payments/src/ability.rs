//! What a device can do of a way to pay.

use crate::facts::{Needs, Otherwise};
use crate::wallet::{Family, Wallet};
use tradewind_domain::HandlerId;
use tradewind_ports::{HandOffs, WalletSheet, WayKind};

/// How a device does its part of a way to pay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ability {
    /// Its app is missing, and a page or a code stands in.
    Otherwise,
    /// No app is needed.
    Plain,
    /// Its app is here.
    App,
}

/// A device that is described and not asked, for a command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// Its system.
    pub os: Os,
    /// Whether Google's services are on it; means nothing on iOS.
    pub play_services: bool,
    /// Whether its app shows a card provider's own fields in an isolated surface, as both shells do.
    pub hosted_fields: bool,
    /// Android packages and link schemes of the apps on it; none: every app that a method asks for.
    pub apps: Option<Vec<String>>,
}

/// The system of a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Os {
    /// Android.
    Android,
    /// iOS and iPadOS.
    Ios,
}

impl Device {
    /// What it can do of a way to pay; none: its part of it is missing here. Every sheet that its system has is lent.
    pub fn ability(&self, wallet: &Wallet) -> Option<Ability> {
        let android = self.os == Os::Android;
        match wallet.facts.needs {
            // A credential that no system's sheet gives: a provider's fields are to be shown for it.
            Needs::Nothing if wallet.family.is_sheet_first() => self.hosted_fields.then_some(Ability::Plain),
            Needs::PlayServices => (android && self.play_services).then_some(Ability::Plain),
            Needs::Ios => (!android).then_some(Ability::Plain),
            Needs::Nothing | Needs::OtherDevice => Some(Ability::Plain),
            Needs::App { android: on_android, ios, otherwise } => {
                let names = if android { on_android } else { ios };
                let here =
                    |name: &&str| self.apps.as_ref().is_none_or(|apps| apps.iter().any(|app| app == name));
                let instead = otherwise.map(|_| Ability::Otherwise);
                if names.iter().any(here) { Some(Ability::App) } else { instead }
            }
        }
    }
}

/// What this device can do of a way to pay, as its host says; none: it is not offered here.
pub(crate) fn ability(
    wallet: &Wallet,
    sheets: &dyn WalletSheet,
    hand_offs: &dyn HandOffs,
) -> Option<Ability> {
    let id = HandlerId::parse(wallet.handler).ok()?;
    if wallet.family == Family::Sheet {
        return sheets.has(&id).then_some(Ability::Plain);
    }
    let links = hand_offs.can(WayKind::Link, &id);
    // A code, a prompt, a voucher and cash need nothing of the device.
    let goes_elsewhere = matches!(wallet.family, Family::AppSwitch | Family::Redirect);
    let plain = (links || !goes_elsewhere).then_some(Ability::Plain);
    let Needs::App { android, ios, otherwise } = wallet.facts.needs else { return plain };
    // The host knows which system it is of: of the other's names it says that there is no such app.
    let opens = links || hand_offs.can(WayKind::Call, &id);
    if opens && android.iter().chain(ios).any(|app| hand_offs.has_app(app)) {
        return Some(Ability::App);
    }
    match otherwise? {
        Otherwise::Web => links.then_some(Ability::Otherwise),
        Otherwise::Qr => Some(Ability::Otherwise),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wallets::table::METHODS;
    use tradewind_ports::{HandOff, HandOffError, NoHandOffs, WalletSheets};

    /// Opens links and calls libraries, with these apps.
    struct Host(&'static [&'static str], WayKind);

    impl HandOffs for Host {
        fn can(&self, way: WayKind, _: &HandlerId) -> bool {
            way == self.1
        }

        fn has_app(&self, app: &str) -> bool {
            self.0.contains(&app)
        }

        fn open(&self, _: &HandOff) -> Result<(), HandOffError> {
            Err(HandOffError::Unavailable)
        }

        fn post(&self, _: &str, _: &str) {}

        fn dismiss(&self, _: &str) {}
    }

    fn of(id: &str, hand_offs: &dyn HandOffs) -> Option<Ability> {
        let wallet = METHODS.iter().find(|wallet| wallet.id == id).expect("a row");
        ability(wallet, &WalletSheets::default(), hand_offs)
    }

    #[test]
    fn a_method_is_offered_where_the_host_can_do_its_part() {
        let links = Host(&["com.paypal.android.p2pmobile", "upi"], WayKind::Link);
        let calls = Host(&["com.tencent.mm"], WayKind::Call);
        for (id, nothing, links_here, calls_here) in [
            ("paypal", None, Some(Ability::App), None),
            ("alipay", None, Some(Ability::Otherwise), None),
            ("wechat_pay", None, None, Some(Ability::App)),
            ("ideal", None, Some(Ability::Plain), None),
            ("swish", Some(Ability::Otherwise), Some(Ability::Otherwise), Some(Ability::Otherwise)),
            ("upi", Some(Ability::Otherwise), Some(Ability::App), Some(Ability::Otherwise)),
            ("pix", Some(Ability::Plain), Some(Ability::Plain), Some(Ability::Plain)),
            ("mpesa", Some(Ability::Plain), Some(Ability::Plain), Some(Ability::Plain)),
            ("konbini", Some(Ability::Plain), Some(Ability::Plain), Some(Ability::Plain)),
            // A sheet's code is the host's.
            ("google_pay", None, None, None),
            ("hosted_card", None, None, None),
        ] {
            let found = (of(id, &NoHandOffs), of(id, &links), of(id, &calls));
            assert_eq!(found, (nothing, links_here, calls_here), "{id}");
        }
    }
}
