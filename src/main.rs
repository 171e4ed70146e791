//! The `vitae` program: arguments in, library call, exit code out.

/// A résumé is some ten thousand short texts and lists: with the system's allocator a sixth of
/// the time goes into them. Huge pages are left off, as one alone is a seventh of what a run takes.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    vitae::cli::main()
}
