//! Words of rows: each has its number in compiled rules and its spelling in TOML.

/// Numbered things of a row: each variant has its number in compiled rules and its word in TOML.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$of])* $variant),+ }

        impl $name {
            /// All, in the order of their numbers.
            pub const ALL: &'static [(&'static str, Self)] = &[$(($word, Self::$variant)),+];

            /// By its word.
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().find(|(known, _)| *known == word).map(|(_, found)| *found)
            }

            /// Its word.
            pub fn as_str(self) -> &'static str {
                Self::ALL.get(self as usize).map_or("", |(word, _)| word)
            }
        }
    };
}

words! {
    /// How far a row may be trusted.
    Confidence {
        /// Not confirmed: always a range with a sentence.
        Unverified = "unverified",
        /// Read elsewhere than at the authority.
        Secondary = "secondary",
        /// Read in the law or at the authority.
        Official = "official",
    }
}
words! {
    /// How a parcel is carried.
    Carriage {
        /// By the post.
        Post = "post",
        /// By a courier.
        Express = "express",
    }
}
words! {
    /// Who bears what is due at the border (Incoterms 2020).
    Incoterm {
        /// Delivered at place: the buyer.
        Dap = "DAP",
        /// Delivered duty paid: the seller.
        Ddp = "DDP",
    }
}
words! {
    /// What a test of a value measures.
    Measure {
        /// Prices of the goods alone (intrinsic value).
        Goods = "goods",
        /// Goods, delivery and insurance.
        Cif = "cif",
        /// The customs value.
        Customs = "customs",
        /// Duty before reliefs.
        Duty = "duty",
        /// Tax before reliefs.
        Tax = "tax",
        /// Duty, excise and tax before reliefs.
        Charges = "charges",
        /// Goods of this order and of those before in this calendar year.
        Year = "year",
        /// The seller's turnover in the place.
        Turnover = "turnover",
        /// How many pieces the consignment has; no amount of money.
        Pieces = "pieces",
    }
}
words! {
    /// Of how much a value is measured.
    Per {
        /// All that is sent together.
        Consignment = "consignment",
        /// A line, all its pieces.
        Line = "line",
        /// One piece.
        Item = "item",
    }
}
words! {
    /// What is charged on goods.
    Charge {
        /// Customs duty.
        Duty = "duty",
        /// Excise.
        Excise = "excise",
        /// VAT, GST, sales or consumption tax.
        Tax = "tax",
        /// No charge: the customs value, of which only a rounding may speak.
        Customs = "customs",
    }
}
words! {
    /// A part of a tax base.
    Part {
        /// Prices of the goods.
        Goods = "goods",
        /// The customs value instead.
        Customs = "customs",
        /// Delivery.
        Delivery = "delivery",
        /// Insurance.
        Insurance = "insurance",
        /// Duty as charged.
        Duty = "duty",
        /// Excise as charged.
        Excise = "excise",
    }
}
words! {
    /// What an amount is counted by.
    Unit {
        /// Each piece.
        Item = "item",
        /// Each kilogram of net mass.
        Kg = "kg",
        /// Each litre.
        Litre = "litre",
        /// Each line.
        Line = "line",
        /// Once.
        Consignment = "consignment",
        /// Each distinct tariff sub-heading.
        Subheading = "subheading",
    }
}
words! {
    /// How a percent and an amount become one.
    Combine {
        /// Both.
        Add = "add",
        /// The greater.
        Greater = "greater",
        /// The lesser.
        Lesser = "lesser",
    }
}
words! {
    /// What a fee's percent is of.
    FeeBase {
        /// All charges collected on delivery.
        Advanced = "advanced",
        /// Prices of the goods.
        Goods = "goods",
        /// Goods, delivery and insurance.
        Cif = "cif",
        /// The customs value.
        Customs = "customs",
    }
}
words! {
    /// Who collects a charge.
    By {
        /// The seller, at checkout.
        Seller = "seller",
        /// The platform, at checkout.
        Platform = "platform",
        /// The carrier, on delivery or by a bill.
        Carrier = "carrier",
        /// The customs office or the post at the border.
        Border = "border",
    }
}
words! {
    /// What a line of goods has in it that rules ask for.
    Flag {
        /// Alcoholic drinks.
        Alcohol = "alcohol",
        /// Tobacco.
        Tobacco = "tobacco",
        /// Perfume and toilet waters.
        Perfume = "perfume",
        /// Food.
        Food = "food",
        /// Books.
        Book = "book",
        /// Medicine.
        Medicine = "medicine",
        /// Batteries.
        Battery = "battery",
        /// Liquids.
        Liquid = "liquid",
        /// A gift between private persons.
        Gift = "gift",
        /// Used goods.
        Used = "used",
        /// Of protected species.
        Endangered = "endangered",
    }
}
words! {
    /// What parcels have in common that count as one consignment.
    AsOne {
        /// One order.
        Order = "order",
        /// One day, or so many.
        Day = "day",
        /// One seller.
        Seller = "seller",
        /// One recipient.
        Recipient = "recipient",
    }
}

/// Flags as bits: bit `n` is the flag of number `n`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Flags(pub u16);

impl Flags {
    /// With one more.
    pub const fn with(self, flag: Flag) -> Self {
        Self(self.0 | 1 << flag as u16)
    }

    /// Whether both have one in common.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}
