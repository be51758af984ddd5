//! Prisma 6 or Prisma 7: which rules judge a schema.

/// The rules of one major version of Prisma.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum RuleSet {
    V6,
    V7,
}

impl RuleSet {
    pub const ALL: [RuleSet; 2] = [RuleSet::V6, RuleSet::V7];

    /// `6` or `7`.
    pub fn name(self) -> &'static str {
        match self {
            RuleSet::V6 => "6",
            RuleSet::V7 => "7",
        }
    }
}

/// The rule sets a rule or a row of a table belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RuleSets {
    pub v6: bool,
    pub v7: bool,
}

impl RuleSets {
    pub const ALL: RuleSets = RuleSets { v6: true, v7: true };
    pub const V6: RuleSets = RuleSets { v6: true, v7: false };
    pub const V7: RuleSets = RuleSets { v6: false, v7: true };
    pub const NONE: RuleSets = RuleSets { v6: false, v7: false };

    pub fn contains(self, rules: RuleSet) -> bool {
        match rules {
            RuleSet::V6 => self.v6,
            RuleSet::V7 => self.v7,
        }
    }
}
