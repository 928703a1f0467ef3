//! Parses and validates the shaders, where a fault stops the build, and leaves them in naga's own form.

#[path = "build/shaders.rs"]
mod shaders;

fn main() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("shaders");
    println!("cargo:rerun-if-changed={}", folder.display());
    let out = std::path::PathBuf::from(
        std::env::var_os("OUT_DIR").expect("proof: cargo sets OUT_DIR for build scripts"),
    );
    let mut broken = false;
    for (name, files) in shaders::SHADERS {
        match shaders::compiled(&folder, files) {
            Ok(bytes) => {
                std::fs::write(out.join(name).with_extension("naga"), bytes)
                    .expect("proof: OUT_DIR is writable");
            }
            Err(fault) => {
                println!("cargo:error={fault}");
                broken = true;
            }
        }
    }
    if broken {
        std::process::exit(1);
    }
}
