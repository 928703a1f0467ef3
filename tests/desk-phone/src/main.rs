//! The binary `desk-phone`: `cargo demo`, and, as its own child, the core of one phone.

use std::process::ExitCode;

fn main() -> ExitCode {
    if std::env::args_os().nth(1).is_some_and(|first| first == tradewind_desk_phone::core::ARGUMENT) {
        return tradewind_desk_phone::core::run();
    }
    tradewind_desk_phone::demo::main()
}
