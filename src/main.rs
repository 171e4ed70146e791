//! The `vitae` program: arguments in, library call, exit code out.

fn main() -> std::process::ExitCode {
    vitae::cli::main()
}
