//! Makes the tables of ways to pay from `assets/payments`, where a row that breaks a rule stops the build.

#[path = "build/generate.rs"]
mod generate;

fn main() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/payments");
    for name in generate::files() {
        println!("cargo:rerun-if-changed={}", root.join(name).display());
    }
    let out = std::path::PathBuf::from(
        std::env::var_os("OUT_DIR").expect("proof: cargo sets OUT_DIR for build scripts"),
    );
    match generate::generate(&root) {
        Ok(code) => std::fs::write(out.join("methods.rs"), code).expect("proof: OUT_DIR is writable"),
        Err(faults) => {
            faults.iter().for_each(|fault| println!("cargo:error={fault}"));
            std::process::exit(1);
        }
    }
}
