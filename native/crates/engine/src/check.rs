//! The checks before compiling: linear in the bytes, allocating nothing that the limits do not bound.

mod exports;

pub use exports::Interface;

use exports::Exports;
use wasmparser::{
    ElementItems, ElementSectionReader, FuncToValidate, FuncValidatorAllocations, FunctionBody,
    ImportSectionReader, MemorySectionReader, Parser, Payload, TableSectionReader, ValidPayload,
    Validator, ValidatorResources,
};

use crate::error::{EngineError, ErrorCode};
use crate::features::{self, ALLOWED};
use crate::limits::EngineLimits;

const PAGE_BYTES: u64 = 64 << 10;
/// Imports named in a refusal; their number and length are hostile.
const NAMES_SHOWN: usize = 5;
/// Characters shown of one name of a module.
const NAME_CHARACTERS: usize = 80;

/// Judges a module by ABI 1 and by `limits`, before compiling.
///
/// # Errors
/// The first rule it breaks, by name.
pub fn check(wasm: &[u8], limits: &EngineLimits) -> Result<Interface, EngineError> {
    at_most(
        ErrorCode::ModuleTooLarge,
        "bytes in the module",
        wasm.len() as u64,
        limits.max_module_bytes,
    )?;
    let mut validator = Validator::new_with_features(ALLOWED);
    let mut allocations = FuncValidatorAllocations::default();
    let mut exports = Exports::default();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload.map_err(invalid)?;
        before_validation(&payload, limits)?;
        match validator.payload(&payload).map_err(invalid)? {
            ValidPayload::Func(function, body) => {
                allocations = function_body(function, &body, allocations, limits)?
            }
            ValidPayload::End(types) => return exports.interface(types.as_ref()),
            ValidPayload::Ok | ValidPayload::Parser(_) => {}
        }
        match payload {
            Payload::MemorySection(memories) => check_memories(memories, limits)?,
            Payload::TableSection(tables) => check_tables(tables, limits)?,
            Payload::ElementSection(segments) => check_segments(segments, limits)?,
            Payload::GlobalSection(globals) => exports.read_globals(globals)?,
            Payload::ExportSection(section) => exports.read_exports(section)?,
            _ => {}
        }
    }
    Err(EngineError::new(
        ErrorCode::Invalid,
        "expected a whole module, got bytes that end early",
    ))
}

/// Rules that must not wait for validation, since validating what breaks them is the cost or the noise.
fn before_validation(payload: &Payload, limits: &EngineLimits) -> Result<(), EngineError> {
    match payload {
        Payload::ImportSection(imports) => check_imports(imports.clone()),
        Payload::StartSection { .. } => Err(EngineError::new(
            ErrorCode::Start,
            "expected no start function, got one",
        )),
        Payload::MemorySection(memories) => single("multi-memory", "memory", memories.count()),
        Payload::TableSection(tables) => single("reference-types", "table", tables.count()),
        Payload::FunctionSection(functions) => at_most(
            ErrorCode::TooManyFunctions,
            "functions",
            functions.count().into(),
            limits.max_functions.into(),
        ),
        Payload::CodeSectionEntry(body) => at_most(
            ErrorCode::FunctionTooLarge,
            &format!(
                "bytes of code in the function at byte {}",
                body.range().start
            ),
            body.range().len() as u64,
            limits.max_function_bytes.into(),
        ),
        _ => Ok(()),
    }
}

/// The proposal that would allow a second one is named, since the validator does not.
fn single(feature: &str, what: &str, count: u32) -> Result<(), EngineError> {
    if count <= 1 {
        return Ok(());
    }
    Err(EngineError::new(
        ErrorCode::Feature,
        format!("expected at most one {what} (no {feature}), got {count}"),
    ))
}

fn check_imports(section: ImportSectionReader) -> Result<(), EngineError> {
    let count = section.count();
    let mut names = Vec::new();
    for import in section.into_imports().take(NAMES_SHOWN) {
        let import = import.map_err(invalid)?;
        names.push(shown(&format!("{}.{}", import.module, import.name)));
    }
    if names.is_empty() {
        return Ok(());
    }
    let more = if count as usize > names.len() {
        ", …"
    } else {
        ""
    };
    Err(EngineError::new(
        ErrorCode::Import,
        format!(
            "expected no imports, got {count}: {}{more}",
            names.join(", ")
        ),
    ))
}

/// Validates one body and holds it to the limits on the way.
fn function_body(
    function: FuncToValidate<ValidatorResources>,
    body: &FunctionBody,
    allocations: FuncValidatorAllocations,
    limits: &EngineLimits,
) -> Result<FuncValidatorAllocations, EngineError> {
    let place = format!("in the function at byte {}", body.range().start);
    let mut locals = 0;
    for group in body.get_locals_reader().map_err(invalid)? {
        locals += u64::from(group.map_err(invalid)?.0);
        at_most(
            ErrorCode::TooManyLocals,
            &format!("locals {place}"),
            locals,
            limits.max_locals.into(),
        )?;
    }
    let mut validator = function.into_validator(allocations);
    let mut reader = body.get_binary_reader();
    validator.read_locals(&mut reader).map_err(invalid)?;
    reader.set_features(ALLOWED);
    while !reader.eof() {
        let offset = reader.original_position();
        reader
            .visit_operator(&mut validator.visitor(offset))
            .map_err(invalid)?
            .map_err(invalid)?;
        // The body itself is the outermost frame, and no block.
        let nesting = validator.control_stack_height().saturating_sub(1);
        if nesting > limits.max_nesting {
            let what = format!("blocks inside each other {place}");
            at_most(
                ErrorCode::NestingTooDeep,
                &what,
                nesting.into(),
                limits.max_nesting.into(),
            )?;
        }
    }
    let end = reader.original_position();
    reader
        .finish_expression(&validator.visitor(end))
        .map_err(invalid)?;
    Ok(validator.into_allocations())
}

fn check_memories(section: MemorySectionReader, limits: &EngineLimits) -> Result<(), EngineError> {
    for memory in section {
        let memory = memory.map_err(invalid)?;
        if memory.maximum.is_none() {
            return Err(EngineError::new(
                ErrorCode::MemoryWithoutMaximum,
                "expected a memory with a declared maximum, got none",
            ));
        }
        at_most(
            ErrorCode::MemoryTooLarge,
            "bytes of memory at the start",
            memory.initial.saturating_mul(PAGE_BYTES),
            limits.max_memory_bytes,
        )?;
    }
    Ok(())
}

fn check_tables(section: TableSectionReader, limits: &EngineLimits) -> Result<(), EngineError> {
    for table in section {
        at_most(
            ErrorCode::TableTooLarge,
            "entries in the table",
            table.map_err(invalid)?.ty.initial,
            limits.max_table_entries,
        )?;
    }
    Ok(())
}

/// Segments are kept in memory whether they fit the table or not.
fn check_segments(section: ElementSectionReader, limits: &EngineLimits) -> Result<(), EngineError> {
    let mut entries = 0;
    for segment in section {
        entries += match segment.map_err(invalid)?.items {
            ElementItems::Functions(items) => u64::from(items.count()),
            ElementItems::Expressions(_, items) => u64::from(items.count()),
        };
        at_most(
            ErrorCode::TableTooLarge,
            "entries in the element segments",
            entries,
            limits.max_table_entries,
        )?;
    }
    Ok(())
}

fn at_most(code: ErrorCode, what: &str, got: u64, limit: u64) -> Result<(), EngineError> {
    if got <= limit {
        return Ok(());
    }
    Err(EngineError::new(
        code,
        format!("expected at most {limit} {what}, got {got}"),
    ))
}

fn invalid(error: wasmparser::Error) -> EngineError {
    let said = readable(&error.to_string());
    match error.missing_wasm_feature() {
        Some(feature) => EngineError::new(
            ErrorCode::Feature,
            format!("expected no {}, got it: {said}", features::name(feature)),
        ),
        None => EngineError::new(
            ErrorCode::Invalid,
            format!("expected a valid module, got: {said}"),
        ),
    }
}

/// A name that a module chose, cut.
fn shown(name: &str) -> String {
    readable(&name.chars().take(NAME_CHARACTERS).collect::<String>())
}

/// Words of a module as they can be shown: nothing that moves the cursor, ends the line or turns the direction of reading.
fn readable(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '\u{061c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' => char::REPLACEMENT_CHARACTER,
            control if control.is_control() => char::REPLACEMENT_CHARACTER,
            plain => plain,
        })
        .collect()
}
