export {
  COUNTED_KINDS,
  divisionLevel,
  isDivisionCode,
  liesIn,
  parentCode,
  TOWN_KIND_DIGITS,
  townKind,
  typeDigit,
  type DivisionCode,
  type DivisionLevel,
  type TownKind,
} from './division-code.ts'
export { decideAdoption, decideAdoptionEnd, type Adoption } from './decide-adoption.ts'
export { decideDivisionChange } from './decide-division-change.ts'
export { isTransfer, placeAbove } from './decide-transfer.ts'
export type { ChangeGround, DecidedChange, DivisionChange, DivisionEdit, Transfer } from './division-change.ts'
export { parseDivisions, parseVillages, type Division, type Divisions } from './divisions.ts'
export { TIER_LABELS, UNIT_TIERS, unitTiersOf, type UnitTier } from './unit-tiers.ts'
export { COVER_LABELS, COVER_WAYS, coverOn, paceOf, shareOf, type CoverTarget, type CoverWay, type Pace } from './coverage.ts'
export { decideZones, type ZoneDraft } from './decide-zones.ts'
export { idsIn, relinkFacts } from './relink-facts.ts'
export { DIVISION_IMPORT, parentOfRow } from './division-import.ts'
