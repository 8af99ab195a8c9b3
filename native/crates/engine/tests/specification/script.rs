use std::collections::HashMap;

use visite_engine::{Nan, new_engine};
use wasmtime::{Engine, Extern, Instance, Module, Store, Val};
use wast::token::Span;
use wast::{QuoteWat, WastArg, WastDirective, WastExecute, WastInvoke, WastRet, Wat};

use crate::uses::only_what_is_allowed;
use crate::values::{matches, to_value};

/// The module that the tests import from (interpreter/README.md, "Spectest host module").
const SPECTEST: &str = r#"(module
  (global (export "global_i32") i32 (i32.const 666))
  (global (export "global_i64") i64 (i64.const 666))
  (global (export "global_f32") f32 (f32.const 666.6))
  (global (export "global_f64") f64 (f64.const 666.6))
  (table (export "table") 10 20 funcref)
  (memory (export "memory") 1 2)
  (func (export "print"))
  (func (export "print_i32") (param i32))
  (func (export "print_i64") (param i64))
  (func (export "print_f32") (param f32))
  (func (export "print_f64") (param f64))
  (func (export "print_i32_f32") (param i32 f32))
  (func (export "print_f64_f64") (param f64 f64)))"#;

#[derive(Debug, Default)]
pub struct Count {
    /// Assertions that hold.
    pub assertions: usize,
    pub modules: usize,
    /// Modules that use what ABI 1 leaves out, and are refused.
    pub refused: usize,
    /// Assertions about those.
    pub about_refused: usize,
}

/// Runs one file of the suite; `failed` is told the place in its text and what went wrong.
pub fn run_script(
    directives: Vec<WastDirective>,
    nan: Nan,
    count: &mut Count,
    failed: &mut dyn FnMut(Span, String),
) {
    let mut script = Script::new(nan);
    for directive in directives {
        let at = directive.span();
        let is_assertion = !matches!(
            directive,
            WastDirective::Module(_)
                | WastDirective::ModuleDefinition(_)
                | WastDirective::Register { .. }
                | WastDirective::Invoke(_)
        );
        match script.run(directive) {
            Ok(()) if is_assertion => count.assertions += 1,
            Ok(()) => count.modules += 1,
            Err(Failure::LeftOut) if is_assertion => count.about_refused += 1,
            Err(Failure::LeftOut) => count.refused += 1,
            Err(Failure::Wrong(why)) => failed(at, why),
        }
    }
}

struct Script {
    engine: Engine,
    store: Store<()>,
    /// By the name that other modules import it under.
    registered: HashMap<String, Instance>,
    /// By its identifier in the file.
    named: HashMap<String, Instance>,
    current: Option<Instance>,
}

/// Why a call gave no result.
enum Stopped {
    Trap(wasmtime::Error),
    Broken(String),
    /// The module was refused since it uses what ABI 1 leaves out.
    LeftOut,
}

enum Failure {
    Wrong(String),
    LeftOut,
}

impl From<String> for Failure {
    fn from(why: String) -> Self {
        Failure::Wrong(why)
    }
}

impl From<Stopped> for Failure {
    fn from(stopped: Stopped) -> Self {
        match stopped {
            Stopped::Trap(error) => Failure::Wrong(format!("{error:#}")),
            Stopped::Broken(why) => Failure::Wrong(why),
            Stopped::LeftOut => Failure::LeftOut,
        }
    }
}

impl Script {
    fn new(nan: Nan) -> Self {
        let engine = new_engine(nan).unwrap();
        let mut store = Store::new(&engine, ());
        store.set_fuel(u64::MAX).unwrap();
        store.set_epoch_deadline(u64::MAX / 2);
        let mut script = Self {
            engine,
            store,
            registered: HashMap::new(),
            named: HashMap::new(),
            current: None,
        };
        let spectest = script
            .instantiate(&wat::parse_str(SPECTEST).unwrap())
            .unwrap_or_else(|_| panic!("the module that tests import from"));
        script.registered.insert("spectest".to_owned(), spectest);
        script
    }

    fn run(&mut self, directive: WastDirective) -> Result<(), Failure> {
        match directive {
            WastDirective::Module(mut module) => {
                let name = module.name().map(|id| id.name().to_owned());
                let wasm = module.encode().map_err(|error| error.to_string())?;
                self.current = None;
                let instance = self.instantiate(&wasm)?;
                self.current = Some(instance);
                if let Some(name) = name {
                    self.named.insert(name, instance);
                }
                Ok(())
            }
            WastDirective::ModuleDefinition(mut module) => {
                let wasm = module.encode().map_err(|error| error.to_string())?;
                self.compile(&wasm)?;
                Ok(())
            }
            WastDirective::Register { name, module, .. } => {
                let instance = self.instance(module.map(|id| id.name()))?;
                self.registered.insert(name.to_owned(), instance);
                Ok(())
            }
            WastDirective::Invoke(invoke) => Ok(self.invoke(&invoke).map(|_| ())?),
            WastDirective::AssertReturn { exec, results, .. } => self.assert_return(exec, &results),
            WastDirective::AssertTrap { exec, message, .. } => {
                let stopped = match exec {
                    WastExecute::Wat(module) => self.instantiate_text(module).err(),
                    other => self.execute(other).err(),
                };
                assert_trap(stopped, message)
            }
            WastDirective::AssertExhaustion { call, message, .. } => {
                assert_trap(self.invoke(&call).err(), message)
            }
            WastDirective::AssertInvalid { module, .. }
            | WastDirective::AssertMalformed { module, .. } => self.assert_refused(module),
            WastDirective::AssertUnlinkable { module, .. } => {
                let wasm = QuoteWat::Wat(module)
                    .encode()
                    .map_err(|error| error.to_string())?;
                self.compile(&wasm)?;
                match self.instantiate(&wasm) {
                    Err(_) => Ok(()),
                    Ok(_) => Err("expected no link, got one".to_owned().into()),
                }
            }
            other => Err(format!("a directive the test does not know: {other:?}").into()),
        }
    }

    fn assert_refused(&self, mut module: QuoteWat) -> Result<(), Failure> {
        let Ok(wasm) = module.encode() else {
            return Ok(());
        };
        match Module::new(&self.engine, wasm) {
            Err(_) => Ok(()),
            Ok(_) => Err("expected a refusal, got a module".to_owned().into()),
        }
    }

    fn assert_return(&mut self, exec: WastExecute, expected: &[WastRet]) -> Result<(), Failure> {
        let results = self.execute(exec)?;
        if results.len() != expected.len() {
            return Err(
                format!("expected {} results, got {}", expected.len(), results.len()).into(),
            );
        }
        for (got, expected) in results.iter().zip(expected) {
            let WastRet::Core(expected) = expected else {
                return Err("a result of a component".to_owned().into());
            };
            if !matches(got, expected) {
                return Err(format!("expected {expected:?}, got {got:?}").into());
            }
        }
        Ok(())
    }

    fn execute(&mut self, exec: WastExecute) -> Result<Vec<Val>, Stopped> {
        match exec {
            WastExecute::Invoke(invoke) => self.invoke(&invoke),
            WastExecute::Get { module, global, .. } => {
                let instance = self.instance(module.map(|id| id.name()))?;
                let found = instance.get_global(&mut self.store, global);
                let global = found.ok_or_else(|| Stopped::Broken(format!("no global {global}")))?;
                Ok(vec![global.get(&mut self.store)])
            }
            WastExecute::Wat(module) => self.instantiate_text(module).map(|_| vec![]),
        }
    }

    fn invoke(&mut self, invoke: &WastInvoke) -> Result<Vec<Val>, Stopped> {
        let instance = self.instance(invoke.module.map(|id| id.name()))?;
        let function = instance
            .get_func(&mut self.store, invoke.name)
            .ok_or_else(|| Stopped::Broken(format!("no function {}", invoke.name)))?;
        let arguments: Option<Vec<Val>> = invoke.args.iter().map(to_argument).collect();
        let arguments =
            arguments.ok_or_else(|| Stopped::Broken("an argument of another kind".to_owned()))?;
        let mut results = vec![Val::I32(0); function.ty(&self.store).results().len()];
        self.store.set_fuel(u64::MAX).map_err(Stopped::Trap)?;
        function
            .call(&mut self.store, &arguments, &mut results)
            .map_err(Stopped::Trap)?;
        Ok(results)
    }

    /// There is always one unless it was refused: a module that fails otherwise is a failure itself.
    fn instance(&self, name: Option<&str>) -> Result<Instance, Stopped> {
        match name {
            Some(name) => self.named.get(name).copied(),
            None => self.current,
        }
        .ok_or(Stopped::LeftOut)
    }

    fn compile(&self, wasm: &[u8]) -> Result<Module, Stopped> {
        Module::new(&self.engine, wasm).map_err(|error| {
            if only_what_is_allowed(wasm) {
                Stopped::Broken(format!("{error:#}"))
            } else {
                Stopped::LeftOut
            }
        })
    }

    fn instantiate_text(&mut self, module: Wat) -> Result<Instance, Stopped> {
        let wasm = QuoteWat::Wat(module)
            .encode()
            .map_err(|error| Stopped::Broken(error.to_string()))?;
        self.instantiate(&wasm)
    }

    fn instantiate(&mut self, wasm: &[u8]) -> Result<Instance, Stopped> {
        let module = self.compile(wasm)?;
        let mut imports: Vec<Extern> = Vec::new();
        for import in module.imports() {
            let from = self.registered.get(import.module()).copied();
            let found = from.and_then(|from| from.get_export(&mut self.store, import.name()));
            imports.push(found.ok_or_else(|| {
                Stopped::Broken(format!(
                    "unknown import {}.{}",
                    import.module(),
                    import.name()
                ))
            })?);
        }
        Instance::new(&mut self.store, &module, &imports).map_err(Stopped::Trap)
    }
}

fn to_argument(argument: &WastArg) -> Option<Val> {
    match argument {
        WastArg::Core(argument) => to_value(argument),
        _ => None,
    }
}

fn assert_trap(stopped: Option<Stopped>, message: &str) -> Result<(), Failure> {
    match stopped {
        None => Err(format!("expected {message}, got a result").into()),
        Some(Stopped::Broken(why)) => Err(format!("expected {message}, got {why}").into()),
        Some(Stopped::LeftOut) => Err(Failure::LeftOut),
        Some(Stopped::Trap(error)) => {
            let got = format!("{error:#}");
            if says(&got, message) {
                return Ok(());
            }
            Err(format!("expected {message}, got {got}").into())
        }
    }
}

/// Whether the engine's words are the suite's; the suite names the element that was missing.
fn says(got: &str, message: &str) -> bool {
    got.contains(message)
        || (message.starts_with("uninitialized element") && got.contains("uninitialized element"))
        || (message == "undefined element" && got.contains("out of bounds table access"))
        || (message == "unreachable" && got.contains("unreachable"))
}
