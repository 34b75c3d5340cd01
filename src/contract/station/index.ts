export {
  AcceptanceCheckView,
  AcceptanceView,
  attestItem,
  grantException,
  proposeAcceptance,
  readAcceptance,
  signAcceptance,
} from './acceptance.ts'
export { AcceptanceGate, AcceptanceResult } from './gate.ts'
export { STATION_PROBLEMS } from './problem.ts'
export {
  StandingGroup,
  StandingView,
  StationSiteView,
  StationView,
  closeStation,
  listSites,
  listStandings,
  moveStation,
  readStation,
  registerStation,
} from './station.ts'
