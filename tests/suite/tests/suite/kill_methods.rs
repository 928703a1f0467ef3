//! SIGKILL while paying by each way to pay: the provider may say yes while the phone is dead, and there is one order and one capture.

use crate::kill::{bought, in_parallel, kill};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};
use tradewind_domain::lock;
use tradewind_payments::registry::METHODS;
use tradewind_payments::{Family, Wallet};
use tradewind_ports::fakes::SeededEntropy;
use tradewind_storefront::doubles;
use tradewind_suite::Merchant;
use tradewind_suite::merchant::SANDBOX_TOKEN;

/// Phones at once; nearly all of a phone's time here is waiting for its next question.
const AT_ONCE: u32 = 14;
/// Which fail points a normal run takes.
const SEED: u64 = 15;
/// The longest that a phone may need to its end on a loaded machine.
const MOST: Duration = Duration::from_secs(150);

/// Points that every payment passes at least so often, and where they lie.
const EVERYWHERE: [(&str, u64); 4] = [
    ("attempt.journal.before", 4),
    ("attempt.journal.after", 4),
    ("ucp.request.before", 3),
    ("ucp.answer.after", 3),
];

/// A country in which a way to pay is used, a price of one mug there, and the buyer's telephone number.
fn place(id: &str) -> Option<(&'static str, &'static str, &'static str)> {
    Some(match id {
        "google_pay" | "apple_pay" | "hosted_card" | "wero" | "open_banking" | "klarna" | "sepa_transfer" => {
            ("DE", "21.90 EUR", "+4915123456789")
        }
        "paypal" => ("US", "24.00 USD", "+12025550143"),
        "alipay" | "wechat_pay" => ("CN", "160.00 CNY", "+8613912345678"),
        "alipay_plus" | "paynow" => ("SG", "34.00 SGD", "+6581234567"),
        "ideal" => ("NL", "21.90 EUR", "+31612345678"),
        "blik" => ("PL", "99.00 PLN", "+48512345678"),
        "swish" => ("SE", "250.00 SEK", "+46701234567"),
        "pix" | "boleto" => ("BR", "119.90 BRL", "+5511912345678"),
        "promptpay" => ("TH", "890.00 THB", "+66812345678"),
        "qris" => ("ID", "350000.00 IDR", "+6281234567890"),
        "duitnow" => ("MY", "99.00 MYR", "+60123456789"),
        "upi" => ("IN", "1999.00 INR", "+919812345678"),
        "mpesa" | "airtel_money" => ("KE", "3200.00 KES", "+254712345678"),
        "mtn_momo" => ("GH", "350.00 GHS", "+233241234567"),
        "oxxo" => ("MX", "420.00 MXN", "+525512345678"),
        "konbini" | "cash_on_delivery" => ("JP", "3500 JPY", "+819012345678"),
        _ => return None,
    })
}

/// A phone that pays by one method at a merchant of its own.
struct Phone {
    merchant: Merchant,
    wallet: &'static Wallet,
    country: &'static str,
    folder: PathBuf,
}

impl Phone {
    fn new(wallet: &'static Wallet, folder: PathBuf) -> Self {
        let (country, price, number) = place(wallet.id).expect("each method has a place");
        std::fs::create_dir_all(&folder).expect("made");
        let buyer = format!(
            "first_name = 'Noor'\nlast_name = 'Example'\nemail = 'noor@example.com'\nphone_number = '{number}'\n\
             [address]\nstreet_address = '1 Harbour Street'\naddress_locality = 'Port'\naddress_region = 'Coast'\n"
        );
        std::fs::write(folder.join("buyer.toml"), buyer).expect("written");
        Self { merchant: Merchant::with_methods(price).expect("starts"), wallet, country, folder }
    }

    fn start(&self, stop: Option<&str>) -> Child {
        let mut command = Command::new(env!("CARGO_BIN_EXE_phone"));
        command
            .args(["shop", "--lang", "en", "--item", "mug", "--wait", "120"])
            .args(["--merchant", &self.merchant.base, "--market", self.country])
            .args(["--method", self.wallet.handler])
            .arg("--buyer")
            .arg(self.folder.join("buyer.toml"))
            .arg("--data")
            .arg(self.folder.join("data"))
            .env("TRADEWIND_GATE_LOG", self.folder.join("fail_points"))
            .env_remove("TRADEWIND_GATE_STOP")
            .stdout(self.said_file())
            .stderr(Stdio::null());
        if let Some(stop) = stop {
            command.env("TRADEWIND_GATE_STOP", stop);
        }
        command.spawn().expect("the phone starts")
    }

    fn said_file(&self) -> std::fs::File {
        let path = self.folder.join("said");
        std::fs::OpenOptions::new().create(true).append(true).open(path).expect("opens")
    }

    fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.folder.join(name)).unwrap_or_default()
    }

    /// The provider approves what waits, as its person does: over HTTP, through the sandbox's door.
    fn approve(&self) {
        for session in self.merchant.front.sessions().iter().filter(|session| session.state == "waiting") {
            let address = self.merchant.base.trim_start_matches("http://");
            let mut stream = TcpStream::connect(address).expect("it listens");
            let request = format!(
                "POST /_sandbox/pay/{}?as=approve HTTP/1.1\r\nhost: {address}\r\nx-sandbox-token: {SANDBOX_TOKEN}\r\n\
                 connection: close\r\ncontent-length: 0\r\n\r\n",
                session.id
            );
            stream.write_all(request.as_bytes()).expect("sent");
            let mut answer = String::new();
            stream.read_to_string(&mut answer).expect("text");
            // Taken back meanwhile, it cannot be approved: the next attempt is.
            assert!(answer.starts_with("HTTP/1.1 200") || answer.contains("voided"), "{answer}");
        }
    }

    /// Runs until the end, again where a voucher is out, with the provider saying yes to what waits.
    fn finish(&self) -> i32 {
        let end = Instant::now() + MOST;
        let mut exit = -1;
        for _ in 0..3 {
            let mut child = self.start(None);
            exit = loop {
                assert!(Instant::now() < end, "{}: never ended: {}", self.wallet.id, self.text("said"));
                if let Some(status) = child.try_wait().expect("ours") {
                    break status.code().unwrap_or(-1);
                }
                self.approve();
                std::thread::sleep(Duration::from_millis(50));
            };
            self.approve();
            // 4: a voucher is out, and paid by now; the same purchase is asked for again. 3: it was let go of on a loaded machine.
            if exit != 4 && exit != 3 {
                break;
            }
        }
        exit
    }

    /// What the phone believes it bought, from its own file.
    fn orders(&self) -> Vec<String> {
        bought(&self.folder.join("data/person.sqlite"))
    }

    /// One order on either side, and money moved once; at the door it moves later.
    fn is_bought_once(&self, when: &str) {
        let made: Vec<String> = self.merchant.front.orders().into_iter().map(|order| order.id).collect();
        assert_eq!((made.len(), &self.orders()), (1, &made), "{when}");
        let book = self.merchant.front.ledger();
        let captures = book.iter().filter(|row| row.entry == "capture").count();
        let wanted = usize::from(self.wallet.family != Family::OnDelivery);
        assert_eq!((captures, doubles(&book)), (wanted, 0), "{when}: {book:?}");
    }

    /// How often each point was passed so far.
    fn passed(&self) -> BTreeMap<String, u64> {
        let mut passed = BTreeMap::new();
        for line in self.text("fail_points").lines() {
            *passed.entry(line.to_owned()).or_default() += 1;
        }
        passed
    }
}

/// The phone dies at this point, the provider says yes to what is out, and the phone is started again.
fn killed_at(phone: &Phone, stop: &str) {
    let id = phone.wallet.id;
    let (fail_point, _) = stop.rsplit_once(':').expect("a name and a number");
    let mut child = phone.start(Some(stop));
    let began = Instant::now();
    while !phone.text("fail_points").contains(&format!("STOP {fail_point}")) {
        // A point behind the provider's yes: whoever is not stopped by now is approved.
        if began.elapsed() > Duration::from_secs(4) {
            phone.approve();
        }
        let ended = child.try_wait().expect("ours");
        assert!(
            ended.is_none() && began.elapsed() < MOST,
            "{id}: {stop} was never reached: {}",
            phone.text("said")
        );
        std::thread::sleep(Duration::from_millis(5));
    }
    kill(&mut child);
    phone.approve();
    assert_eq!(phone.finish(), 0, "{id} after a kill at {stop}: {}", phone.text("said"));
    phone.is_bought_once(&format!("{id} after a kill at {stop}"));
}

fn hands_over(wallet: &Wallet) -> bool {
    matches!(wallet.family, Family::AppSwitch | Family::Redirect)
}

#[test]
fn a_kill_while_paying_by_each_method_ends_in_one_order_and_one_capture() {
    let folder = tempfile::tempdir().expect("a folder");
    let dice = SeededEntropy::new(SEED);
    let plan: Vec<(&Wallet, String)> = METHODS
        .iter()
        .map(|wallet| {
            // Asked about so seldom that a run would take minutes: it dies once the merchant has taken it, and a new process asks at once.
            if wallet.family == Family::Code && wallet.policy.poll.first > Duration::from_secs(12) {
                return (wallet, "attempt.journal.after:4".to_owned());
            }
            let mut points = EVERYWHERE.to_vec();
            if hands_over(wallet) {
                points.extend([("attempt.hand_off.before", 1), ("attempt.hand_off.after", 1)]);
            } else if wallet.family == Family::Sheet {
                points.extend([("attempt.sheet.before", 1), ("attempt.sheet.after", 1)]);
            }
            let (name, times) = points[usize::try_from(dice.below(points.len() as u64)).expect("few")];
            (wallet, format!("{name}:{}", 1 + dice.below(times)))
        })
        .collect();
    let began = Instant::now();
    in_parallel(u32::try_from(plan.len()).expect("few"), AT_ONCE, |number| {
        let (wallet, stop) = &plan[number as usize];
        killed_at(&Phone::new(wallet, folder.path().join(wallet.id)), stop);
    });
    let stops: BTreeSet<&str> = plan.iter().filter_map(|(_, stop)| stop.split(':').next()).collect();
    println!("kills while paying: {} methods, {} points, {:?}", plan.len(), stops.len(), began.elapsed());
}

#[test]
fn a_kill_at_every_point_of_every_method_ends_in_one_order_and_one_capture() {
    if std::env::var_os("TRADEWIND_DEEP").is_none() {
        println!("only with TRADEWIND_DEEP (cargo verify --deep)");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let plan: Mutex<Vec<(&Wallet, String)>> = Mutex::default();
    in_parallel(u32::try_from(METHODS.len()).expect("few"), AT_ONCE, |number| {
        let wallet = &METHODS[number as usize];
        let phone = Phone::new(wallet, folder.path().join(wallet.id));
        assert_eq!(phone.finish(), 0, "{}: {}", wallet.id, phone.text("said"));
        phone.is_bought_once(wallet.id);
        let passed = phone.passed();
        if hands_over(wallet) {
            let missed = tradewind_payments::FAIL_POINTS
                .iter()
                .find(|point| point.starts_with("attempt.hand_off.") && !passed.contains_key(**point));
            assert_eq!(missed, None, "{}", wallet.id);
        }
        let dice = SeededEntropy::new(SEED + u64::from(number));
        // A voucher was bought in two runs, and how often is asked is a matter of time: the first passings are sure.
        let sure = if wallet.family == Family::Voucher { 1 } else { 4 };
        let nth = |times: u64| 1 + dice.below(times.min(sure));
        let stops = passed.into_iter().map(|(name, times)| (wallet, format!("{name}:{}", nth(times))));
        lock(&plan).extend(stops);
    });
    let plan = plan.into_inner().expect("not poisoned");
    in_parallel(u32::try_from(plan.len()).expect("few"), AT_ONCE, |number| {
        let (wallet, stop) = &plan[number as usize];
        killed_at(&Phone::new(wallet, folder.path().join(format!("{}-{number}", wallet.id))), stop);
    });
    println!("kills while paying: {} points of {} methods", plan.len(), METHODS.len());
}
