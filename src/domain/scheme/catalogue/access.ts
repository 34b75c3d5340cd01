import { agencyLink, bool, code, recorded, subject, unitLink } from './define.ts'

const actor = subject('actor', {
  module: 'access',
  label: '经办人',
  keeper: 'bureau',
  links: { unit: unitLink, agency: agencyLink },
  facts: recorded('bureau', { roleCode: code('角色'), isOwnZone: bool('是否涉及本片区'), isOwnUnit: bool('是否本地区事项') }),
})

const rule = subject('rule', {
  module: 'scheme',
  label: '规则',
  keeper: 'bureau',
})

export const accessSubjects = [actor, rule]
