use wasmparser::{
    CompositeInnerType, ElementItems, Operator, Parser, Payload, RefType, SubType, TypeRef, ValType,
};

/// Whether a module uses nothing but what ABI 1 allows, read off its parts without any validator: the proposal that each
/// instruction belongs to, and the shape of types, memories and tables.
pub fn only_what_is_allowed(wasm: &[u8]) -> bool {
    let (mut memories, mut tables) = (0, 0);
    Parser::new(0).parse_all(wasm).all(|payload| match payload {
        Ok(Payload::TypeSection(types)) => types.into_iter().all(|group| {
            group.is_ok_and(|group| {
                !group.is_explicit_rec_group() && group.types().all(plain_function)
            })
        }),
        Ok(Payload::ImportSection(imports)) => imports.into_imports().all(|import| {
            import.is_ok_and(|import| match import.ty {
                TypeRef::Func(_) => true,
                TypeRef::Table(table) => {
                    tables += 1;
                    plain_table(&table)
                }
                TypeRef::Memory(memory) => {
                    memories += 1;
                    plain_memory(&memory)
                }
                TypeRef::Global(global) => plain(global.content_type) && !global.shared,
                TypeRef::Tag(_) | TypeRef::FuncExact(_) => false,
            })
        }),
        Ok(Payload::TableSection(section)) => section.into_iter().all(|table| {
            tables += 1;
            table.is_ok_and(|table| plain_table(&table.ty))
        }),
        Ok(Payload::MemorySection(section)) => section.into_iter().all(|memory| {
            memories += 1;
            memory.is_ok_and(|memory| plain_memory(&memory))
        }),
        Ok(Payload::GlobalSection(globals)) => globals.into_iter().all(|global| {
            global.is_ok_and(|global| {
                plain(global.ty.content_type)
                    && global
                        .init_expr
                        .get_operators_reader()
                        .into_iter()
                        .all(|operator| operator.is_ok_and(|operator| constant(&operator)))
            })
        }),
        Ok(Payload::ElementSection(segments)) => segments.into_iter().all(|segment| {
            // Elements that are expressions came with references.
            segment.is_ok_and(|segment| matches!(segment.items, ElementItems::Functions(_)))
        }),
        Ok(Payload::CodeSectionEntry(body)) => {
            let locals = body.get_locals_reader().is_ok_and(|locals| {
                locals
                    .into_iter()
                    .all(|group| group.is_ok_and(|(_, of)| plain(of)))
            });
            locals
                && body.get_operators_reader().is_ok_and(|operators| {
                    operators
                        .into_iter()
                        .all(|operator| operator.is_ok_and(|operator| allowed(&operator)))
                })
        }
        Ok(Payload::TagSection(_)) | Err(_) => false,
        Ok(_) => true,
    }) && memories <= 1
        && tables <= 1
}

fn plain_function(of: &SubType) -> bool {
    let inner = &of.composite_type.inner;
    of.is_final
        && of.supertype_idx.is_none()
        && !of.composite_type.shared
        && matches!(inner, CompositeInnerType::Func(function)
            if function.params().iter().chain(function.results()).all(|one| plain(*one)))
}

fn plain(of: ValType) -> bool {
    matches!(
        of,
        ValType::I32 | ValType::I64 | ValType::F32 | ValType::F64 | ValType::V128
    )
}

fn plain_table(table: &wasmparser::TableType) -> bool {
    table.element_type == RefType::FUNCREF && !table.table64 && !table.shared
}

fn plain_memory(memory: &wasmparser::MemoryType) -> bool {
    !memory.memory64 && !memory.shared && memory.page_size_log2.is_none()
}

fn constant(operator: &Operator) -> bool {
    matches!(
        operator,
        Operator::I32Const { .. }
            | Operator::I64Const { .. }
            | Operator::F32Const { .. }
            | Operator::F64Const { .. }
            | Operator::V128Const { .. }
            | Operator::GlobalGet { .. }
            | Operator::End
    )
}

fn allowed(operator: &Operator) -> bool {
    matches!(
        proposal(operator),
        "mvp" | "sign_extension" | "saturating_float_to_int" | "bulk_memory" | "simd"
    )
}

macro_rules! define_proposal {
    ($(@$proposal:ident $operator:ident $({ $($argument:ident: $type:ty),* })? => $visit:ident ($($arity:tt)*))*) => {
        /// The proposal that brought an instruction, by the parser's own table.
        fn proposal(operator: &Operator) -> &'static str {
            match operator {
                $(Operator::$operator { .. } => stringify!($proposal),)*
                _ => "unknown",
            }
        }
    };
}
wasmparser::for_each_operator!(define_proposal);
