//! Why something could not be packed, in a line for the person.

/// Why packing stopped. Its text is one line for the person, or the list that differs.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// A program that is needed did not run.
    #[error("{program} did not run: {why}; `cargo pack doctor` says what is needed")]
    Program {
        /// Program name.
        program: String,
        /// What the system said.
        why: String,
    },
    /// A program ended with a fault.
    #[error("{0} failed")]
    Failed(String),
    /// The glue could not be made.
    #[error("no glue from {library}: {why}")]
    Glue {
        /// From which library.
        library: String,
        /// What uniffi said.
        why: String,
    },
    /// Code that is not ours is no longer as a patch knows it.
    #[error(
        "patch {patch}: its place is there {found} times, not once; it was made for another version, so look at the patch again"
    )]
    Patch {
        /// Patch name.
        patch: &'static str,
        /// How often its pattern was found.
        found: usize,
    },
    /// Generated files are in the repository.
    #[error("generated files are committed: {0}")]
    Committed(String),
    /// The facade is another than the list says.
    #[error(
        "the facade changed; if that is wanted, run TRADEWIND_BLESS=1 cargo pack facade and commit bindings/facade.txt\n{0}"
    )]
    Facade(String),
    /// The library is larger than it may be.
    #[error("{0}")]
    Grew(String),
    /// Too few of our crates have a symbol in the library: how many.
    #[error(
        "only {0} crates of ours have symbols in the library: see path_of in bindings/packer/src/size.rs"
    )]
    NoSymbols(usize),
    /// What this machine lacks for packing.
    #[error("missing for packing: {0}")]
    Lacks(String),
    /// A file could not be read or written: its path, and what the system said.
    #[error("{0}: {1}")]
    File(String, std::io::Error),
    /// The table of languages cannot be read.
    #[error("assets/l10n/languages.toml: {0}")]
    Languages(String),
    /// A ledger that cannot be read.
    #[error("bindings/size.json: {0}")]
    Ledger(#[from] serde_json::Error),
    /// Anything else of the system's.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

impl PackError {
    /// For `map_err` on what is done with a file.
    pub fn at(path: impl std::fmt::Display) -> impl FnOnce(std::io::Error) -> Self {
        move |error| Self::File(path.to_string(), error)
    }
}
