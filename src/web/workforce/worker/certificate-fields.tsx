import { CERTIFICATE_LEVELS } from '#domain/kernel/levels.ts'
import { ChoiceField } from '#ui/form/choice-field.tsx'
import { ChoiceRow } from '#ui/form/choice-row.tsx'
import { TextField } from '#ui/form/text-field.tsx'
import { DateField } from '../date-field.tsx'

export interface CertificateDraft {
  readonly level: string
  readonly no: string
  readonly registrationNo: string
  readonly validUntilOn: string
}
export const NO_CERTIFICATE: CertificateDraft = { level: '', no: '', registrationNo: '', validUntilOn: '' }

const LEVELS = [{ value: 'none', label: '没有证书' }, ...CERTIFICATE_LEVELS]

/** What is known of the certificate: one, none, or not said. */
export const certificateFacts = ({ level, no, registrationNo, validUntilOn }: CertificateDraft): object => {
  if (level === '') return {}
  if (level === 'none') return { certificates: [] }
  const text = (name: string, value: string): object => (value.trim() === '' ? {} : { [name]: value.trim() })
  return {
    certificates: [
      {
        level,
        ...text('no', no),
        ...text('registrationNo', registrationNo),
        validUntilOn: validUntilOn === '' ? null : validUntilOn,
      },
    ],
  }
}

interface CertificateFieldsProps {
  readonly draft: CertificateDraft
  readonly onChange: (draft: CertificateDraft) => void
}

/** The professional certificate of somebody new. */
export function CertificateFields({ draft, onChange }: CertificateFieldsProps) {
  const set = (patch: Partial<CertificateDraft>): void => onChange({ ...draft, ...patch })
  const has = draft.level !== '' && draft.level !== 'none'
  return (
    <>
      <ChoiceRow label="职业资格证书">
        <ChoiceField
          label="职业资格证书"
          none="还不清楚"
          value={draft.level === '' ? undefined : draft.level}
          choices={LEVELS}
          onChange={(level) => set({ level: level ?? '' })}
        />
      </ChoiceRow>
      {has ? (
        <>
          <TextField label="证书编号" value={draft.no} onChange={(no) => set({ no })} maxLength={60} isOptional />
          <TextField
            label="登记编号"
            value={draft.registrationNo}
            onChange={(registrationNo) => set({ registrationNo })}
            maxLength={60}
            isOptional
          />
          <DateField
            label="登记有效期至"
            value={draft.validUntilOn}
            onChange={(validUntilOn) => set({ validUntilOn })}
            help="没有登记有效期的不填。"
            isOptional
          />
        </>
      ) : null}
    </>
  )
}
