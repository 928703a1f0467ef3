//! Makes the typed message functions from `assets/l10n`, where a missing key, argument or language stops the build; and packs
//! the time zones.

#[path = "build/generate.rs"]
mod generate;
#[path = "build/zones.rs"]
mod zones;

fn main() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/l10n");
    println!("cargo:rerun-if-changed={}", root.display());
    let out = std::path::PathBuf::from(
        std::env::var_os("OUT_DIR").expect("proof: cargo sets OUT_DIR for build scripts"),
    );
    match zones::packed() {
        Ok(packed) => std::fs::write(out.join("zones.zst"), packed).expect("proof: OUT_DIR is writable"),
        Err(fault) => {
            println!("cargo:error={fault}");
            std::process::exit(1);
        }
    }
    match generate::generate(&root) {
        Ok(made) => {
            for (name, code) in [("messages.rs", made.messages), ("languages.rs", made.languages)] {
                std::fs::write(out.join(name), code).expect("proof: OUT_DIR is writable");
            }
        }
        Err(faults) => {
            faults.iter().for_each(|fault| println!("cargo:error={fault}"));
            std::process::exit(1);
        }
    }
}
