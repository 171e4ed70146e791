//! temporary shim
#![allow(missing_docs)]
use crate::resume::*;
pub struct Words;
impl Words {
    pub fn heading(&self, kind: SectionKind, n: usize) -> Option<&str> {
        Some(match (kind, n) {
            (SectionKind::Skills, _) => "Skills",
            (SectionKind::Projects, 0) => "Projects",
            (SectionKind::Projects, _) => "Additional Projects",
            _ => "Other",
        })
    }
    pub fn summary(&self) -> &str {
        "Profile"
    }
    pub fn technologies(&self) -> &str {
        "Technologies"
    }
    pub fn period(&self, p: &Period) -> String {
        p.written.clone()
    }
}
