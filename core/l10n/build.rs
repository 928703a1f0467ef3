//! Makes the typed message functions from `assets/l10n`, where a missing key, argument or language stops the build; and packs
//! words and time zones.

#[path = "build/generate.rs"]
mod generate;
#[path = "build/packed.rs"]
mod packed;
#[path = "build/zones.rs"]
mod zones;

use packed::packed;

fn main() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/l10n");
    println!("cargo:rerun-if-changed={}", root.display());
    let out = std::path::PathBuf::from(
        std::env::var_os("OUT_DIR").expect("proof: cargo sets OUT_DIR for build scripts"),
    );
    let write = |name: &str, bytes: &[u8]| {
        std::fs::write(out.join(name), bytes).expect("proof: OUT_DIR is writable");
    };
    let faults = match (zones::written().and_then(|zones| packed(&zones)), generate::generate(&root)) {
        (Ok(zones), Ok(made)) => {
            write("zones.zst", &zones);
            write("messages.rs", made.messages.as_bytes());
            write("languages.rs", made.languages.as_bytes());
            let words = made.words.iter().map(|(name, words)| Ok((name, packed(words.as_bytes())?)));
            match words.collect::<Result<Vec<_>, String>>() {
                Ok(all) => return all.into_iter().for_each(|(name, words)| write(name, &words)),
                Err(fault) => vec![fault],
            }
        }
        (Err(fault), _) => vec![fault],
        (_, Err(faults)) => faults,
    };
    faults.iter().for_each(|fault| println!("cargo:error={fault}"));
    std::process::exit(1);
}
