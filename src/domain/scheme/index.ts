export { catalogue } from './catalogue/catalogue.ts'
export type { Catalogue, FactDef, RowsDef, SubjectDef } from './catalogue/types.ts'
export { compileScheme, type CompiledScheme, type Signed } from './compile/compile.ts'
export { runGolden, type CompileCache } from './golden/run-golden.ts'
export type { Issue } from './issue.ts'
export { lintScheme } from './lint/lint.ts'
export { loadScheme, type LoadedScheme, type SourceFile } from './load.ts'
export { countPlacement, MODES, placeParts, type Mode, type ModeCounts } from './answers/mode.ts'
export { killerOf, mutantsOf } from './golden/mutate.ts'
export { decideAction, decideGate, gatesOf, type GateDecision } from './answers/action.ts'
export { guardsOf, type Guard } from './answers/guards.ts'
export { decideDecider, isDecider, partiesOf } from './answers/decider.ts'
export type { CompiledRule } from './compile/compile-rule.ts'
export type { Ruling } from './compile/ruling.ts'
export { judge, judgeDays, speaksOf, subjectsOf } from './evaluate.ts'
export { requirementOf } from './explain/requirement.ts'
export { nextChangeOn } from './explain/next-change.ts'
export { sentenceOf, sheetOf } from './explain/sheet.ts'
export { traceText, type TraceText } from './explain/trace-text.ts'
export { codeIn } from './explain/code-in.ts'
export { wordsOf, type Words } from './explain/words.ts'
export { worldByHand } from './facts/hand-facts.ts'
export {
  AREA_LABEL,
  COLOUR_LABEL,
  KIND_LABEL,
  MODE_LABEL,
  OWED_LABEL,
  PARAMETER_LABEL,
  STRENGTH_LABEL,
} from './answers/labels.ts'
export type { Derivation } from './facts/derivation.ts'
export { linkParts, partsOf, type LinkedParts, type Parts } from './facts/link-parts.ts'
export { linkWorld } from './facts/link-world.ts'
export { modeOf } from './answers/mode.ts'
export { momentOf } from './facts/moment.ts'
export { applyOverlay } from './overlay.ts'
export { compareOwed, owedBy, type Owed } from './answers/owes.ts'
export { layersOf, subjectOfLayer, subjectsOfLayer, type LayeredRule, type Layers } from './layers.ts'
export {
  gravest,
  countCodes,
  judgeWorld,
  statusOfParts,
  type Colour,
  type Counts,
  type PartStatus,
  type RuleStatus,
} from './answers/plan-status.ts'
export { Period } from './schema/predicate.ts'
export type { Rule } from './schema/rule.ts'
export type { Scheme } from './schema/scheme.ts'
export { recordReads, restoreSubject, type Snapshot } from './facts/snapshot.ts'
export { codeOf, S, STATE_LABEL, STATES, stateOf, type State, type StateCode } from './state.ts'
export { factRefs, settingRefs } from './walk.ts'
export { judgeLayer, leverRange, leversOf, shownNumber, whatIf, withNumber, type Judged } from './answers/what-if.ts'
export type { Entity, EntitySource, Moment, World } from './facts/world.ts'
