//! Where a person of a test is sent to approve a payment: a browser with the provider's page, or a method's own library.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::Mutex;
use std::time::{Duration, Instant};
use tradewind_app::Intent;
use tradewind_domain::{HandlerId, lock};
use tradewind_ports::{HandOff, HandOffError, HandOffs, Way, WayKind};

/// The payment methods whose own library this phone has.
const LIBRARIES: [&str; 1] = ["dev.tradewind.pay.alipay"];
/// How long an app may take to send the person there.
const PATIENCE: Duration = Duration::from_secs(20);

/// Holds what was opened last, until the person has done something there.
#[derive(Debug, Default)]
pub struct Elsewhere(Mutex<Option<HandOff>>);

impl HandOffs for Elsewhere {
    fn can(&self, way: WayKind, method: &HandlerId) -> bool {
        match way {
            WayKind::Link => true,
            WayKind::Call => LIBRARIES.contains(&method.as_str()),
            WayKind::Surface => false,
        }
    }

    fn has_app(&self, _app: &str) -> bool {
        false
    }

    fn open(&self, hand_off: &HandOff) -> Result<(), HandOffError> {
        *lock(&self.0) = Some(hand_off.clone());
        Ok(())
    }

    fn post(&self, _id: &str, _text: &str) {}

    fn dismiss(&self, _id: &str) {}
}

impl Elsewhere {
    /// Does there what a person does (`approve`, `decline`, `cancel`), and gives what comes back to the app. None where the person
    /// was sent nowhere, or no link leads back. A library only answers: what its provider tells the shop is not its part.
    pub fn act(&self, deed: &str) -> Option<Intent> {
        let HandOff { id, way, .. } = self.opened()?;
        match way {
            Way::Link { page, .. } => page
                .and_then(|page| returned(page.as_str(), deed))
                .map(|link| Intent::PaymentReturned { link }),
            Way::Call { .. } => Some(Intent::HandOffAnswered { key: id, text: said(deed) }),
            Way::Surface { .. } => None,
        }
    }

    fn opened(&self) -> Option<HandOff> {
        let end = Instant::now() + PATIENCE;
        loop {
            let opened = lock(&self.0).take();
            if opened.is_some() || Instant::now() > end {
                return opened;
            }
            std::thread::sleep(Duration::from_millis(2));
        }
    }
}

/// What Alipay's library says.
fn said(deed: &str) -> String {
    let status = match deed {
        "approve" => "9000",
        "cancel" => "6001",
        _ => "4000",
    };
    format!("resultStatus={{{status}}};memo={{}};result={{}}")
}

/// Presses a button of the provider's page, and gives the link by which it leads back to the app.
fn returned(page: &str, deed: &str) -> Option<String> {
    let (address, path) = page.strip_prefix("http://")?.split_once('/')?;
    let body = format!("as={deed}");
    let request = format!(
        "POST /{path} HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/x-www-form-urlencoded\r\nconnection: close\r\n\
         content-length: {}\r\n\r\n{body}",
        body.len()
    );
    let mut stream = TcpStream::connect(address).ok()?;
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let (head, _) = answer.split_once("\r\n\r\n")?;
    head.lines().find_map(|line| line.strip_prefix("location: ")).map(str::to_owned)
}
