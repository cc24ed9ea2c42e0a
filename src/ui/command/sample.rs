//! The dossiers that come with the program.

/// A dossier that comes with the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sample {
    /// The ceasefire talks of March 2025.
    Ceasefire,
    /// A labour dispute at a railway.
    Rail,
    /// Negotiations on a climate fund.
    Climate,
}

impl Sample {
    /// All samples in the order of the start page.
    pub const ALL: [Self; 3] = [Self::Ceasefire, Self::Rail, Self::Climate];

    /// The position file.
    pub fn bytes(self) -> &'static [u8] {
        match self {
            Self::Ceasefire => include_bytes!("../../../assets/samples/ceasefire.positions.json"),
            Self::Rail => include_bytes!("../../../assets/samples/rail-dispute.positions.json"),
            Self::Climate => include_bytes!("../../../assets/samples/climate-fund.positions.json"),
        }
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ceasefire => "Ceasefire talks",
            Self::Rail => "Rail dispute",
            Self::Climate => "Climate fund",
        }
    }

    /// What there is to see in it.
    pub fn about(self) -> &'static str {
        match self {
            Self::Ceasefire => "A truce that waits for an answer, territory that both sides claim",
            Self::Rail => "Two unions, one railway, pay and rosters that hang on each other",
            Self::Climate => "Six blocs on who pays into a fund and who decides about it",
        }
    }
}
