//! Realistic schemas from a seed: relations, enums, indexes, native types, comments. The same seed gives the same text.

use std::fmt::Write;

use crate::Random;

const THINGS: &[&str] = &[
    "Room", "Ticket", "Author", "Invoice", "Garden", "Lamp", "Ship", "Letter", "Course", "Recipe", "Parcel",
    "Meeting", "Device", "Festival", "Museum", "Station",
];
const FIELDS: &[(&str, &str)] = &[
    ("title", "String"),
    ("note", "String?"),
    ("count", "Int"),
    ("weight", "Float?"),
    ("isOpen", "Boolean"),
    ("startsAt", "DateTime"),
    ("closedAt", "DateTime?"),
    ("total", "BigInt"),
    ("photo", "Bytes?"),
    ("street", "String"),
    ("language", "String?"),
    ("position", "Int?"),
];

/// What every model of [`generate_large`] has besides.
const MORE_FIELDS: &str = "  /// How the record is called elsewhere.
  externalReference String? @map(\"external_reference\")
  displayName String @default(\"\")
  createdAt DateTime @default(now()) @map(\"created_at\")
  updatedAt DateTime @updatedAt @map(\"updated_at\")
  deletedAt DateTime? @map(\"deleted_at\") // kept for a year
  isArchived Boolean @default(false) @map(\"is_archived\")
  revision Int @default(1)
  /// Free text, shown below the title.
  description String? @map(\"description_text\")
  ownerEmail String @default(\"nobody@example.com\") @map(\"owner_email\")
  sortOrder Int @default(0) @map(\"sort_order\") // lowest first
";

/// A valid schema, under rules 7, of about 700 bytes a model.
pub fn generate(models: usize, seed: u64, provider: &str) -> String {
    schema(models, seed, provider, Size::Usual)
}

/// A valid schema, under rules 7, of about 1,100 bytes a model, as large projects have them.
pub fn generate_large(models: usize, seed: u64, provider: &str) -> String {
    schema(models, seed, provider, Size::Large)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Size {
    Usual,
    Large,
}

fn schema(models: usize, seed: u64, provider: &str, size: Size) -> String {
    let mut random = Random(seed);
    let mut text = format!(
        "// Made for measuring.\n\ngenerator client {{\n  provider = \"prisma-client\"\n  output   = \"../generated\"\n}}\n\n\
         datasource db {{\n  provider = \"{provider}\"\n}}\n"
    );
    let has_enums = provider != "sqlserver";
    let targets: Vec<Vec<usize>> = (0..models).map(|it| targets(it, &mut random)).collect();
    let mut back: Vec<Vec<usize>> = vec![Vec::new(); models];
    for (from, list) in targets.iter().enumerate() {
        for to in list {
            back[*to].push(from);
        }
    }
    for model in 0..models {
        write_model(&mut text, model, provider, size, &targets[model], &back[model], &mut random);
        if has_enums && model.is_multiple_of(8) {
            let _ =
                write!(text, "\nenum State{model} {{\n  OPEN\n  WAITING @map(\"waiting\")\n  CLOSED\n}}\n");
        }
    }
    text
}

fn name(model: usize) -> String {
    format!("{}{model}", THINGS[model % THINGS.len()])
}

/// Earlier models this one refers to, each once.
fn targets(model: usize, random: &mut Random) -> Vec<usize> {
    let mut targets: Vec<usize> =
        (0..random.below(3)).map(|_| random.below(model.max(1))).filter(|it| *it < model).collect();
    targets.sort_unstable();
    targets.dedup();
    targets
}

fn write_model(
    text: &mut String,
    model: usize,
    provider: &str,
    size: Size,
    targets: &[usize],
    back: &[usize],
    random: &mut Random,
) {
    let is_mongodb = provider == "mongodb";
    let own = name(model);
    let _ = write!(text, "\n/// What is known of a {}.\nmodel {own} {{\n", own.to_lowercase());
    let id = match provider {
        "mongodb" => "String @id @default(auto()) @map(\"_id\") @db.ObjectId",
        "cockroachdb" => "BigInt @id @default(autoincrement())",
        _ => "Int @id @default(autoincrement())",
    };
    let _ = writeln!(text, "  id {id}");
    let mut indexed = Vec::new();
    for (field, ty) in FIELDS.iter().cycle().skip(random.below(FIELDS.len())).take(4 + random.below(6)) {
        let attribute = match (*field, provider) {
            ("title", "postgresql" | "mysql" | "sqlserver") => " @db.VarChar(120)",
            ("startsAt", _) => " @default(now())",
            ("count", _) => " @default(0)",
            ("isOpen", _) => " @default(true) // for everyone",
            ("street", _) => " @map(\"street_name\")",
            _ => "",
        };
        let _ = writeln!(text, "  {field} {ty}{attribute}");
        if matches!(*field, "count" | "startsAt" | "position" | "isOpen") {
            indexed.push(*field);
        }
    }
    if size == Size::Large {
        text.push_str(MORE_FIELDS);
    }
    if provider != "sqlserver" && (model.is_multiple_of(8) || random.below(3) == 0) {
        let _ = writeln!(text, "  state State{} @default(OPEN)", model - model % 8);
    }
    let key_type = match provider {
        "mongodb" => "String @db.ObjectId",
        "cockroachdb" => "BigInt",
        _ => "Int",
    };
    for target in targets {
        let other = name(*target);
        let field = other.to_lowercase();
        let actions = if provider == "sqlserver" || is_mongodb {
            ", onDelete: NoAction, onUpdate: NoAction"
        } else if size == Size::Large {
            ", onDelete: Cascade"
        } else {
            ""
        };
        let _ = writeln!(text, "  {field} {other} @relation(fields: [{field}Id], references: [id]{actions})");
        let _ = writeln!(text, "  {field}Id {key_type}");
    }
    for from in back {
        let other = name(*from);
        let _ = writeln!(text, "  {}s {other}[]", other.to_lowercase());
    }
    text.push('\n');
    for target in targets {
        let _ = writeln!(text, "  @@index([{}Id])", name(*target).to_lowercase());
    }
    if let Some(field) = indexed.first() {
        let _ = writeln!(text, "  @@index([{field}(sort: Desc), id])");
    }
    if size == Size::Large {
        let _ = writeln!(text, "  @@index([createdAt, isArchived])");
    }
    let _ = writeln!(text, "  @@map(\"{}\")\n}}", own.to_lowercase());
}
