import { isLowEnough } from '#domain/access/index.ts'
import type { Role } from '#domain/kernel/actor.ts'
import { ChoiceField } from '#ui/form/choice-field.tsx'
import { ChoiceRow } from '#ui/form/choice-row.tsx'
import { TextField } from '#ui/form/text-field.tsx'
import { NEEDS_AGENCY, NEEDS_STATION, type GrantDraft } from './grant-draft.ts'
import { NarrowFields } from './narrow-fields.tsx'
import { PlaceField } from './place-field.tsx'
import type { Places } from './use-places.ts'

interface GrantFieldsProps {
  readonly draft: GrantDraft
  readonly roles: readonly { readonly role: string; readonly label: string }[]
  readonly places: Places
  readonly onChange: (draft: GrantDraft) => void
}

/** A role, where, from when to when, and on what ground. */
export function GrantFields({ draft, roles, places, onChange }: GrantFieldsProps) {
  const set = (patch: Partial<GrantDraft>): void => onChange({ ...draft, ...patch })
  const grounds = [
    ...places.contracts.map(({ id, name }) => ({ value: `contract:${id}`, label: `协议：${name}` })),
    ...places.postings.map(({ id, name }) => ({ value: `posting:${id}`, label: `岗位：${name}` })),
  ]
  return (
    <>
      <ChoiceRow label="身份" help={helpOn(roles)}>
        <ChoiceField
          label="身份"
          none="选择身份"
          isRequired
          isSearchable
          value={draft.role === '' ? undefined : draft.role}
          choices={roles.map(({ role, label }) => ({ value: role, label }))}
          onChange={(role = '') => set({ role, ...(isOffered(role)({ code: draft.scopeCode }) ? {} : { scopeCode: '' }) })}
        />
      </ChoiceRow>
      {NEEDS_STATION.includes(draft.role) ? (
        <PlaceField
          label="社工站"
          places={places.stations}
          isKnown={places.isKnown}
          value={draft.stationId}
          onChange={(stationId, code) => set({ stationId, ...(code !== undefined && { scopeCode: code }) })}
        />
      ) : null}
      {NEEDS_AGENCY.includes(draft.role) ? (
        <PlaceField
          label="机构"
          places={places.agencies}
          isKnown={places.isKnown}
          value={draft.agencyId}
          onChange={(agencyId) => set({ agencyId })}
        />
      ) : null}
      <TextField
        label="辖区（区划代码）"
        value={draft.scopeCode}
        onChange={(scopeCode) => set({ scopeCode })}
        inputMode="numeric"
        maxLength={12}
        pattern="[0-9]{1,12}"
        suggestions={places.divisions.filter(isOffered(draft.role)).map(({ code, name }) => ({ value: code, label: name }))}
        help={places.divisions.find(({ code }) => code === draft.scopeCode)?.name ?? '须在您的辖区之内，例如乡镇为 9 位代码。'}
      />
      <NarrowFields draft={draft} places={places} onChange={set} />
      <TextField
        label="起始日"
        type="date"
        isOptional
        value={draft.validFrom}
        onChange={(validFrom) => set({ validFrom })}
        help="不填即从今天起。"
      />
      <TextField
        label="失效日"
        type="date"
        isOptional={!draft.isActing}
        value={draft.validTo}
        onChange={(validTo) => set({ validTo })}
        help="从这一天起不再有效。"
      />
      {grounds.length > 0 ? (
        <ChoiceRow label="依据（可不填）" help="所依据的协议或岗位终止后，授权随之失效。机构、社工、评估人员须有依据或失效日。">
          <ChoiceField
            label="依据"
            none="协议或岗位"
            isSearchable
            value={draft.ground === '' ? undefined : draft.ground}
            choices={grounds}
            onChange={(ground) => set({ ground: ground ?? '' })}
          />
        </ChoiceRow>
      ) : null}
      <label className="sure">
        <input type="checkbox" checked={draft.isActing} onChange={(event) => set({ isActing: event.target.checked })} />{' '}
        代理职务（须有失效日）
      </label>
    </>
  )
}

/** Divisions a role can be given for: a town's roles no higher than a town. */
const isOffered =
  (role: string) =>
  ({ code }: { readonly code: string }): boolean =>
    isLowEnough(role as Role, { code })

const BY_OPERATOR: readonly (readonly [role: string, label: string])[] = [
  ['bureau', '民政局'],
  ['auditor', '审计'],
  ['system-admin', '系统管理员'],
]

/** Which roles are offered, and who makes those that nobody here may hand out. */
function helpOn(roles: GrantFieldsProps['roles']): string {
  const missing = BY_OPERATOR.filter(([wanted]) => !roles.some(({ role }) => role === wanted)).map(([, label]) => label)
  const offered = '只列出您可以授予的身份：没有的权限不能给别人。'
  return missing.length === 0 ? offered : `${offered}${missing.join('、')}的账号请运维人员建立。`
}
