export {
  divisionLevel,
  isDivisionCode,
  liesIn,
  parentCode,
  townKind,
  typeDigit,
  type DivisionCode,
  type DivisionLevel,
  type TownKind,
} from './division-code.ts'
export { parseDivisions, type Division, type Divisions } from './divisions.ts'
