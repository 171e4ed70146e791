//! The program as it is called.

#[test]
fn the_program_answers_as_written_down() {
    trycmd::TestCases::new()
        .env("NO_COLOR", "1")
        .case("tests/cmd/*.trycmd");
}
