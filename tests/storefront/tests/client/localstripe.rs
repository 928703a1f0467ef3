//! localstripe as a process of its own on a free loopback port, and a shop in front of it that charges cards there.

use super::live::{Answer, Live, path, paying};
use serde_json::{Value, json};
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use tradewind_storefront::DataPlace;

/// How long it may take to start: Python reads a great deal first.
const STARTS: Duration = Duration::from_secs(60);

/// Counts shops.
static SHOPS: AtomicU64 = AtomicU64::new(0);

/// A localstripe that runs until this is dropped, also by a test that panics.
pub(crate) struct Localstripe {
    child: Child,
    pub(crate) port: u16,
}

impl Drop for Localstripe {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Where the program lies: `TRADEWIND_LOCALSTRIPE`, or on the path.
#[allow(clippy::print_stderr, reason = "a skipped check says so")]
fn program() -> Option<PathBuf> {
    let named = std::env::var_os("TRADEWIND_LOCALSTRIPE").map(PathBuf::from);
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let found =
        std::env::split_paths(&paths).map(|folder| folder.join("localstripe")).find(|file| file.is_file());
    let program = named.or(found);
    if program.is_none() {
        eprintln!(
            "skipped: there is no localstripe here, so no card is charged at a payment service provider; `cargo verify` installs it, \
             or name one in TRADEWIND_LOCALSTRIPE (PyPI: localstripe 1.15.10)"
        );
    }
    program
}

/// A port that is free now.
pub(crate) fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("an address").port()
}

impl Localstripe {
    /// Starts one on a free port; none where it is not to be had, which is said.
    pub(crate) fn start() -> Option<Self> {
        let program = program()?;
        // Somebody else may take the port in between.
        let here = (0..5).find_map(|_| Self::at(&program, free_port()));
        assert!(here.is_some(), "{} does not run", program.display());
        here
    }

    pub(crate) fn start_at(port: u16) -> Option<Self> {
        let here = Self::at(&program()?, port);
        assert!(here.is_some(), "localstripe does not run at {port}");
        here
    }

    /// None where it ended at once.
    fn at(program: &Path, port: u16) -> Option<Self> {
        let child = Command::new(program)
            .args(["--port", &port.to_string(), "--from-scratch"])
            .env("PYTHONPATH", concat!(env!("CARGO_MANIFEST_DIR"), "/tests/loopback"))
            // Held open for as long as this lives.
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let mut here = Self { child: child.expect("localstripe is a program"), port };
        let until = Instant::now() + STARTS;
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(Instant::now() < until, "{} does not listen", program.display());
            if here.child.try_wait().expect("a child of ours").is_some() {
                return None;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Some(here)
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// A request past the shop and its proxy.
    pub(crate) fn ask(&self, method: &str, path: &str, form: &str) -> Value {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\nauthorization: Bearer sk_test_person\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{form}",
            form.len()
        );
        stream.write_all(request.as_bytes()).expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("text");
        let (_, body) = answer.split_once("\r\n\r\n").expect("a head");
        serde_json::from_str(body).unwrap_or_default()
    }

    /// The intents of a checkout, oldest first.
    pub(crate) fn intents(&self, checkout: &Value) -> Vec<Value> {
        let all = self.ask("GET", "/v1/payment_intents?limit=1000", "");
        let all = all["data"].as_array().expect("a list").clone();
        all.into_iter().filter(|intent| intent["metadata"]["session"] == checkout["id"]).collect()
    }

    /// How many intents of a checkout stand at a status.
    pub(crate) fn count(&self, checkout: &Value, status: &str) -> usize {
        self.intents(checkout).iter().filter(|intent| intent["status"] == status).count()
    }

    /// The person approves or refuses at their bank, past the shop.
    pub(crate) fn authenticate(&self, intent: &Value, success: bool) {
        let (id, secret) =
            (intent["id"].as_str().expect("an id"), intent["client_secret"].as_str().expect("a secret"));
        let form = format!("client_secret={secret}&success={success}");
        self.ask("POST", &format!("/v1/payment_intents/{id}/_authenticate"), &form);
    }
}

/// A shop whose cards are charged there. Its clock is the machine's, because the provider's signatures have that, and can be
/// turned on.
pub(crate) struct Charged {
    pub(crate) live: Live,
    skew: Arc<AtomicI64>,
}

impl Charged {
    pub(crate) fn at(url: &str) -> Self {
        Self::with(url, DataPlace::Memory)
    }

    /// One whose books outlive it.
    pub(crate) fn kept(url: &str, folder: &Path) -> Self {
        Self::with(url, DataPlace::Folder(folder.to_owned()))
    }

    fn with(url: &str, data: DataPlace) -> Self {
        let skew = Arc::new(AtomicI64::new(0));
        let ahead = Arc::clone(&skew);
        let live = Live::with("24.00 USD", |config| {
            config.psp = Some(url.to_owned());
            config.data = data;
            // Shops that share a provider must not number their checkouts alike.
            config.seed = SHOPS.fetch_add(1, Ordering::SeqCst);
            config.clock = Arc::new(move || {
                let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
                i64::try_from(now).unwrap_or(i64::MAX) + ahead.load(Ordering::SeqCst)
            });
        });
        Self { live, skew }
    }

    /// Lets time pass.
    pub(crate) fn wait(&self, seconds: i64) {
        self.skew.fetch_add(seconds * 1_000, Ordering::SeqCst);
    }

    /// Completes by a token of a method's sheet, under a key.
    pub(crate) fn complete(&self, checkout: &Value, method: &str, token: &str, key: &str) -> Answer {
        let (handler, kind) = match method {
            "sandbox" => (method.to_owned(), "sandbox"),
            _ => (format!("h_{method}"), "card"),
        };
        let body = paying(&json!({
            "id": "i1", "handler_id": handler, "type": kind, "selected": true,
            "credential": {"type": "token", "token": token},
        }));
        let headers = [
            ("ucp-agent", self.live.agent),
            ("request-id", "00000000-0000-4000-8000-000000000000"),
            ("idempotency-key", key),
            ("accept-language", "en"),
        ];
        self.live.http("POST", &format!("{}/complete", path(checkout)), &headers, &body.to_string())
    }

    /// The same by the sandbox wallet under a new key, and what it says.
    pub(crate) fn pay(&self, checkout: &Value, token: &str) -> Value {
        let answer = self.complete(checkout, "sandbox", token, &self.live.key());
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.json()
    }

    /// Asks until the session is no longer in progress, as the app does; a second passes each time.
    pub(crate) fn settled(&self, checkout: &Value) -> Value {
        for _ in 0..10 {
            let now = self.live.get(checkout);
            if now["status"] != "complete_in_progress" {
                return now;
            }
            self.wait(1);
            std::thread::sleep(Duration::from_millis(200));
        }
        self.live.get(checkout)
    }
}
