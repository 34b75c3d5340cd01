export { examine, type Examination } from './examine.ts'
export { worstOf, type Finding } from './finding.ts'
