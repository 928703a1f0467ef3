//! The checks there are: what each is called, what it shows, and how it is made.

/// A check: its name, what it shows, and how it is made.
#[derive(Debug, PartialEq)]
pub(crate) struct Step {
    pub(crate) name: &'static str,
    pub(crate) shows: &'static str,
    pub(crate) by: By,
}

/// What makes a check.
#[derive(Debug, PartialEq)]
pub(crate) enum By {
    /// Cargo, with these arguments.
    Cargo(&'static [&'static str]),
    /// The workspace's tests, with these further arguments and variables.
    Tests(&'static [&'static str], &'static [(&'static str, &'static str)]),
    /// localstripe is installed, for the tests.
    Localstripe,
    /// The desk phone's page in a browser.
    Browser,
    /// The Android app on Android's framework, under Robolectric.
    Android,
    /// The Swift package, on Linux.
    Swift,
    /// Many listeners to a show beside the page, measured.
    Listeners,
    /// Both phones and the page, with every journey in all its places; the page also with every way to pay in all countries.
    AllPlaces,
    /// cargo-deny on `.deny.toml`.
    Deny,
}

/// Goes before every step that has the tests of the storefront.
pub(crate) const LOCALSTRIPE: Step = Step {
    name: "psp",
    shows: "localstripe in an environment of its own, at which the tests charge cards",
    by: By::Localstripe,
};

/// What `cargo verify` runs.
pub(crate) const STEPS: &[Step] = &[
    Step { name: "fmt", shows: "one way of writing", by: By::Cargo(&["fmt", "--all", "--check"]) },
    Step {
        name: "clippy",
        shows: "no warning anywhere, no unwrap, no panic",
        by: By::Cargo(&[
            "clippy",
            "--locked",
            "--workspace",
            "--exclude",
            "tradewind-bench",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ]),
    },
    LOCALSTRIPE,
    // One build for all tests: crates by themselves, then the integration binary with journeys, kills, simulation, words
    // and architecture. Benches have no tests; `--deep` reads them, for their peers alone take a minute to check. Examples in
    // comments are written as tests.
    Step {
        name: "tests",
        shows: "each crate by itself, then the integration binary: journeys, kills, simulation, words, architecture",
        by: By::Tests(&["--tests"], &[]),
    },
    Step {
        name: "page",
        shows: "the desk phone in a browser: journeys by clicks and keys, kills, faults, four languages, large letters",
        by: By::Browser,
    },
    Step {
        name: "swift",
        shows: "the Swift package on the real core: every journey, phones that are killed, hosts that throw or stall",
        by: By::Swift,
    },
    Step {
        name: "android",
        shows: "the Android app on Android's framework and the real core: journeys by finger, kills, pictures",
        by: By::Android,
    },
];

/// What `--deep` adds: what another tool checks, and the same tests at length. The tests are built already, and run what
/// `cargo verify` runs for a moment.
pub(crate) const DEEP: &[Step] = &[
    Step {
        name: "benches",
        shows: "no warning in the benches, whose peers nothing else builds",
        by: By::Cargo(&[
            "clippy",
            "--locked",
            "--package",
            "tradewind-bench",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ]),
    },
    Step {
        name: "deny",
        shows: "cargo-deny: licences, sources and doubles of this platform and both phones; advisories",
        by: By::Deny,
    },
    Step {
        name: "fuzz",
        shows: "a minute each of broken models, packs, pictures, answers, feeds, links, addresses, payments' returns, codes and signatures, banks' pages, providers' notices, ad postbacks, shows' playlists, events and held prices; a million rows",
        by: By::Tests(
            &["--test", "short", "--test", "bombs"],
            &[("TRADEWIND_FUZZ_SECONDS", "60"), ("TRADEWIND_ROWS", "1000000")],
        ),
    },
    Step {
        name: "seeds",
        shows: "ten times as many lives of a phone on the simulated wire, clock, disk and death, and in shows",
        by: By::Tests(
            &["--test", "suite", "--test", "simulation", "simulation"],
            &[("TRADEWIND_SEEDS", "10000")],
        ),
    },
    Step {
        name: "kills",
        shows: "SIGKILL while paying at every fail point of every way to pay, and at a hundred moments of an update",
        by: By::Tests(&["--test", "suite", "kill"], &[("TRADEWIND_DEEP", "1")]),
    },
    Step {
        name: "places",
        shows: "every journey on both phones and the page in each of its places, every way to pay in each country, every fault",
        by: By::AllPlaces,
    },
    Step {
        name: "listeners",
        shows: "two thousand listeners on nginx with nchan beside the page: from publishing to the painted card, a viewer's hour in bytes",
        by: By::Listeners,
    },
    Step {
        name: "drivers",
        shows: "what is known of light, drawn by the second driver of the processor too",
        by: By::Tests(&["--test", "gpu", "swiftshader"], &[("TRADEWIND_DEEP", "1")]),
    },
    Step {
        name: "carts",
        shows: "a million carts by the rules of trade, computed twice; every plan of a hundred thousand",
        by: By::Tests(&["--test", "carts", "--test", "plans"], &[("TRADEWIND_CARTS", "1000000")]),
    },
];

/// How the workspace's tests are run: all of them are built once, whichever are asked for. Benches ask for other features of
/// what all stand on.
pub(crate) const TEST: [&str; 5] = ["test", "--locked", "--workspace", "--exclude", "tradewind-bench"];

/// The step of this name.
pub(crate) fn named(name: &str) -> Option<&'static Step> {
    STEPS.iter().chain(DEEP).find(|step| step.name == name)
}
