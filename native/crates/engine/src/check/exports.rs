use wasmparser::types::{EntityType, TypesRef};
use wasmparser::{ConstExpr, Export, ExportSectionReader, GlobalSectionReader, Operator};

use super::invalid;
use crate::error::{EngineError, ErrorCode};

/// The version of the contract, as the global `visite_abi` says it.
const ABI: i32 = 1;
/// The type of every function of the contract.
const FUNCTION: &str = "(func (param i32) (result i32))";

/// What a checked module offers beyond what every module must.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interface {
    pub draws: bool,
    pub text: bool,
}

/// The exports ABI 1 names, gathered while the sections pass by.
#[derive(Default)]
pub struct Exports<'a> {
    memory: Option<Export<'a>>,
    abi: Option<Export<'a>>,
    reserve: Option<Export<'a>>,
    predict: Option<Export<'a>>,
    draws: Option<Export<'a>>,
    text: Option<Export<'a>>,
    /// The value of each global that is a plain `i32.const`.
    constants: Vec<Option<i32>>,
}

impl<'a> Exports<'a> {
    pub fn read_globals(&mut self, section: GlobalSectionReader<'a>) -> Result<(), EngineError> {
        for global in section {
            let global = global.map_err(invalid)?;
            self.constants.push(i32_constant(&global.init_expr));
        }
        Ok(())
    }

    pub fn read_exports(&mut self, section: ExportSectionReader<'a>) -> Result<(), EngineError> {
        for export in section {
            let export = export.map_err(invalid)?;
            match export.name {
                "memory" => self.memory = Some(export),
                "visite_abi" => self.abi = Some(export),
                "visite_reserve" => self.reserve = Some(export),
                "visite_predict" => self.predict = Some(export),
                "visite_draws" => self.draws = Some(export),
                "visite_text" => self.text = Some(export),
                _ => {}
            }
        }
        Ok(())
    }

    /// The version comes first: a module of another version is told so, not what else it lacks.
    pub fn interface(&self, types: TypesRef) -> Result<Interface, EngineError> {
        self.check_version(types)?;
        for (name, export, expected) in [
            ("memory", &self.memory, "(memory)"),
            ("visite_reserve", &self.reserve, FUNCTION),
            ("visite_predict", &self.predict, FUNCTION),
        ] {
            let export = export.as_ref().ok_or_else(|| missing(name))?;
            check_export(types, name, export, expected)?;
        }
        for (name, export) in [("visite_draws", &self.draws), ("visite_text", &self.text)] {
            if let Some(export) = export {
                check_export(types, name, export, FUNCTION)?;
            }
        }
        Ok(Interface {
            draws: self.draws.is_some(),
            text: self.text.is_some(),
        })
    }

    fn check_version(&self, types: TypesRef) -> Result<(), EngineError> {
        const NAME: &str = "visite_abi";
        let export = self.abi.ok_or_else(|| missing(NAME))?;
        check_export(types, NAME, &export, "(global i32)")?;
        match self.constants.get(export.index as usize).copied().flatten() {
            Some(ABI) => Ok(()),
            Some(other) => Err(EngineError::new(
                ErrorCode::AbiVersion,
                format!("expected {NAME} to be {ABI}, got {other}"),
            )),
            None => Err(EngineError::new(
                ErrorCode::AbiVersion,
                format!("expected {NAME} to be the constant {ABI}, got an expression"),
            )),
        }
    }
}

fn check_export(
    types: TypesRef,
    name: &str,
    export: &Export,
    expected: &str,
) -> Result<(), EngineError> {
    let got = type_text(types, export);
    if got == expected {
        return Ok(());
    }
    Err(wrong_type(name, expected, &got))
}

/// The type as WebAssembly's text format writes it; a memory or a table without its limits.
fn type_text(types: TypesRef, export: &Export) -> String {
    match types.entity_type_from_export(export) {
        Some(EntityType::Func(id) | EntityType::FuncExact(id)) => {
            let function = types[id].unwrap_func();
            let mut text = "(func".to_owned();
            for (word, list) in [("param", function.params()), ("result", function.results())] {
                if !list.is_empty() {
                    let list: Vec<String> = list.iter().map(ToString::to_string).collect();
                    text += &format!(" ({word} {})", list.join(" "));
                }
            }
            text + ")"
        }
        Some(EntityType::Global(global)) if global.mutable => {
            format!("(global (mut {}))", global.content_type)
        }
        Some(EntityType::Global(global)) => format!("(global {})", global.content_type),
        Some(EntityType::Memory(_)) => "(memory)".to_owned(),
        Some(EntityType::Table(_)) => "(table)".to_owned(),
        Some(EntityType::Tag(_)) => "(tag)".to_owned(),
        None => "nothing".to_owned(),
    }
}

fn i32_constant(expression: &ConstExpr) -> Option<i32> {
    let mut operators = expression.get_operators_reader();
    match (operators.read(), operators.read(), operators.eof()) {
        (Ok(Operator::I32Const { value }), Ok(Operator::End), true) => Some(value),
        _ => None,
    }
}

fn missing(name: &str) -> EngineError {
    EngineError::new(
        ErrorCode::ExportMissing,
        format!("expected an export {name}, got none"),
    )
}

fn wrong_type(name: &str, expected: &str, got: &str) -> EngineError {
    EngineError::new(
        ErrorCode::ExportType,
        format!("expected the export {name} to be {expected}, got {got}"),
    )
}
