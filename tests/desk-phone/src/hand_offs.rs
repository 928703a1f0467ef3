//! Where this phone sends a person to approve a payment: the page draws the other app, the payment method's own library, and the
//! isolated surface of a bank's page.

use crate::host_ports::SharedDeviceState;
use crate::wire::{HandOffChange, HandOffMode, PageHandOff, PageWay};
use std::sync::Arc;
use tradewind_domain::HandlerId;
use tradewind_ports::{HandOff, HandOffError, HandOffs, Way, WayKind};

/// The payment methods whose own library the page plays.
const LIBRARIES: [&str; 2] = ["dev.tradewind.pay.alipay", "dev.tradewind.pay.wechat_pay"];

/// Tells the page what is to be opened, said and taken away. What comes back is an intent, as from any host.
pub struct PageHandOffs {
    world: Arc<SharedDeviceState>,
    tell: Box<dyn Fn(HandOffChange) + Send + Sync>,
}

impl PageHandOffs {
    /// Hand-offs that go to `tell`.
    pub fn new(world: Arc<SharedDeviceState>, tell: impl Fn(HandOffChange) + Send + Sync + 'static) -> Self {
        Self { world, tell: Box::new(tell) }
    }
}

impl HandOffs for PageHandOffs {
    fn can(&self, way: WayKind, method: &HandlerId) -> bool {
        match way {
            WayKind::Link | WayKind::Surface => true,
            WayKind::Call => LIBRARIES.contains(&method.as_str()),
        }
    }

    fn has_app(&self, _app: &str) -> bool {
        self.world.now().hand_off == HandOffMode::Open
    }

    fn open(&self, hand_off: &HandOff) -> Result<(), HandOffError> {
        // A bank's page is shown by this app itself: it needs no other app.
        let elsewhere = !matches!(hand_off.way, Way::Surface { .. });
        if elsewhere && self.world.now().hand_off == HandOffMode::Broken {
            return Err(HandOffError::Unavailable);
        }
        (self.tell)(HandOffChange::Open(shown(hand_off)));
        Ok(())
    }

    fn post(&self, id: &str, text: &str) {
        (self.tell)(HandOffChange::Post { id: id.to_owned(), text: text.to_owned() });
    }

    fn dismiss(&self, id: &str) {
        (self.tell)(HandOffChange::Dismiss { id: id.to_owned() });
    }
}

fn shown(hand_off: &HandOff) -> PageHandOff {
    let way = match &hand_off.way {
        Way::Link { app, page } => {
            PageWay::Link { app: app.clone(), page: page.as_ref().map(|page| page.as_str().to_owned()) }
        }
        Way::Call { payload } => PageWay::Call { payload: payload.clone() },
        Way::Surface { url, origins, visible } => {
            PageWay::Surface { url: url.as_str().to_owned(), origins: origins.clone(), visible: *visible }
        }
    };
    PageHandOff { id: hand_off.id.clone(), method: hand_off.method.as_str().to_owned(), way }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::DeviceState;
    use std::sync::Mutex;
    use tradewind_domain::{WebUrl, lock};

    fn hand_off(way: Way) -> HandOff {
        HandOff { id: "one".into(), method: HandlerId::parse(LIBRARIES[0]).expect("a name"), way }
    }

    #[test]
    fn other_apps_open_unless_the_drawer_says_that_none_does_and_a_surface_always() {
        let (told, world) = (Arc::new(Mutex::new(Vec::new())), Arc::new(SharedDeviceState::default()));
        let to = told.clone();
        let offs = PageHandOffs::new(world.clone(), move |change| lock(&to).push(change));
        let url = WebUrl::parse("http://127.0.0.1:1/act").expect("loopback");
        let link = hand_off(Way::Link { app: Some("swish://pay".into()), page: Some(url.clone()) });
        let surface = hand_off(Way::Surface { url, origins: Vec::new(), visible: false });
        offs.open(&link).expect("opened");
        assert!(offs.has_app("swish"));
        world.set(DeviceState { hand_off: HandOffMode::Broken, ..DeviceState::default() });
        assert_eq!(offs.open(&link), Err(HandOffError::Unavailable));
        assert!(!offs.has_app("swish"));
        offs.open(&surface).expect("opened");
        offs.post("one", "{}");
        offs.dismiss("one");
        let told = lock(&told);
        let kinds: Vec<&str> = told
            .iter()
            .map(|change| match change {
                HandOffChange::Open(PageHandOff { way: PageWay::Link { .. }, .. }) => "link",
                HandOffChange::Open(_) => "surface",
                HandOffChange::Post { .. } => "post",
                HandOffChange::Dismiss { .. } => "dismiss",
            })
            .collect();
        assert_eq!(kinds, ["link", "surface", "post", "dismiss"]);
    }

    #[test]
    fn only_a_library_that_the_page_plays_is_called() {
        let offs = PageHandOffs::new(Arc::default(), |_| {});
        let can = |name: &str| offs.can(WayKind::Call, &HandlerId::parse(name).expect("a name"));
        assert!(can("dev.tradewind.pay.alipay"));
        assert!(!can("dev.tradewind.pay.paypal"));
    }
}
