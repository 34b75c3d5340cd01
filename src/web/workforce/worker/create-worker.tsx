import { useState } from 'react'
import { listRecords } from '#contract/record.ts'
import { createWorker } from '#contract/workforce/index.ts'
import { AskDialog } from '#ui/form/ask-dialog.tsx'
import { ChoiceField } from '#ui/form/choice-field.tsx'
import { ChoiceRow } from '#ui/form/choice-row.tsx'
import { TextField } from '#ui/form/text-field.tsx'
import { call } from '#web/http/call.ts'
import { makeNewId } from '#web/http/make-new-id.ts'
import { useAct } from '#web/http/use-act.ts'
import { useAnswer } from '#web/http/use-answer.ts'
import { useSession } from '#web/kernel/current-session.ts'
import { DateField } from '../date-field.tsx'
import { CertificateFields, certificateFacts, NO_CERTIFICATE } from './certificate-fields.tsx'

interface CreateWorkerProps {
  readonly onDone: (workerId: string) => void
  readonly onClose: () => void
}

const EDUCATION = [
  { value: 'high', label: '高中及以下' },
  { value: 'junior-college', label: '大专' },
  { value: 'bachelor', label: '本科' },
  { value: 'master', label: '硕士' },
  { value: 'doctor', label: '博士' },
]
const MOST = 500

/** A social worker's file: what one knows on the first day; the rest is filled in on its page. */
export function CreateWorker({ onDone, onClose }: CreateWorkerProps) {
  const agencies = useAnswer(listRecords, { subject: 'agency', limit: MOST })
  const { grant } = useSession()
  const choices = (agencies.data?.records ?? [])
    .filter(({ id: one }) => grant.agencyId === null || one === grant.agencyId)
    .map((one) => ({ value: one.id, label: one.name }))
  const [id] = useState(makeNewId)
  const [name, setName] = useState('')
  const [agency, setAgency] = useState<string>()
  const [idNumber, setIdNumber] = useState('')
  const [birthOn, setBirthOn] = useState('')
  const [education, setEducation] = useState<string>()
  const [inductionOn, setInductionOn] = useState('')
  const [contract, setContract] = useState({ from: '', to: '' })
  const [certificate, setCertificate] = useState(NO_CERTIFICATE)
  const agencyId = agency ?? (choices.length === 1 ? choices[0]?.value : undefined)
  const create = useAct(
    () =>
      call(createWorker, {
        id,
        agencyId: agencyId ?? '',
        ...(idNumber.trim() !== '' && { idNumber }),
        facts: {
          nameText: name,
          ...(birthOn !== '' && { birthOn }),
          ...(education !== undefined && { educationLevel: education }),
          ...(inductionOn !== '' && { inductionOn }),
          ...(contract.from !== '' && {
            labourContracts: [{ from: contract.from, to: contract.to === '' ? null : contract.to }],
          }),
          ...certificateFacts(certificate),
        },
      }),
    (made) => onDone(made.id),
  )
  return (
    <AskDialog
      isOpen
      title="登记社工"
      okText="登记"
      isReady={name.trim() !== '' && agencyId !== undefined}
      isBusy={create.isBusy}
      trouble={create.trouble}
      onOk={() => create.run(undefined)}
      onClose={onClose}
    >
      <TextField label="姓名" value={name} onChange={setName} maxLength={80} />
      <ChoiceRow label="用工机构">
        <ChoiceField
          label="用工机构"
          none="请选择"
          isRequired
          value={agencyId}
          choices={choices}
          onChange={setAgency}
          isSearchable
        />
      </ChoiceRow>
      <TextField
        label="身份证号"
        value={idNumber}
        onChange={setIdNumber}
        maxLength={30}
        help="加密保存，列表与页面只显示掩码；同一个号码在本县只能登记一人。"
        isOptional
      />
      <DateField label="出生日期" value={birthOn} onChange={setBirthOn} help="填了身份证号的可不填，由号码得出。" isOptional />
      <ChoiceRow label="学历">
        <ChoiceField label="学历" none="还不清楚" value={education} choices={EDUCATION} onChange={setEducation} />
      </ChoiceRow>
      <DateField label="岗前培训日期" value={inductionOn} onChange={setInductionOn} isOptional />
      <DateField label="劳动合同起" value={contract.from} onChange={(from) => setContract({ ...contract, from })} isOptional />
      {contract.from === '' ? null : (
        <DateField
          label="劳动合同止"
          value={contract.to}
          onChange={(to) => setContract({ ...contract, to })}
          help="无固定期限的不填。"
          isOptional
        />
      )}
      <CertificateFields draft={certificate} onChange={setCertificate} />
    </AskDialog>
  )
}
