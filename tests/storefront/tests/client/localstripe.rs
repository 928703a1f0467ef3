//! localstripe as a process of its own on a free loopback port. The suite has this file, too.

use serde_json::Value;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long it may take to start: Python reads a great deal first.
const STARTS: Duration = Duration::from_secs(60);

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
            .env("PYTHONPATH", concat!(env!("CARGO_MANIFEST_DIR"), "/../storefront/tests/loopback"))
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
