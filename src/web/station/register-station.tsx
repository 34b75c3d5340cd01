import { useState } from 'react'
import { listSites, registerStation, type StationSiteView } from '#contract/station/index.ts'
import { AskDialog } from '#ui/form/ask-dialog.tsx'
import { ChoiceField } from '#ui/form/choice-field.tsx'
import { ChoiceRow } from '#ui/form/choice-row.tsx'
import { TextField } from '#ui/form/text-field.tsx'
import { call } from '#web/http/call.ts'
import { makeNewId } from '#web/http/make-new-id.ts'
import { useAct } from '#web/http/use-act.ts'
import { useAnswer } from '#web/http/use-answer.ts'
import { refInWords } from '#web/scheme/index.ts'
import { siteChoices } from './site-choices.ts'

interface RegisterStationProps {
  readonly onDone: (id: string) => void
  readonly onClose: () => void
}

/** A new station: where it stands, what it is called, and what its plaque says as the plan's pattern makes it. */
export function RegisterStation({ onDone, onClose }: RegisterStationProps) {
  const query = useAnswer(listSites, {})
  const [id] = useState(makeNewId)
  const [site, setSite] = useState<StationSiteView>()
  const [name, setName] = useState('')
  const [plaqueText, setPlaqueText] = useState('')
  const [addressText, setAddressText] = useState('')
  const [agencyId, setAgencyId] = useState<string>()
  const [contractId, setContractId] = useState<string>()
  const { sites = [], agencies = [], contracts = [] } = query.data ?? {}
  const register = useAct(
    () =>
      call(registerStation, {
        id,
        unitId: site?.unitId ?? '',
        name,
        ...(plaqueText.trim() !== '' && { plaqueText }),
        ...(addressText.trim() !== '' && { addressText }),
        ...(agencyId !== undefined && { agencyId }),
        ...(contractId !== undefined && { contractId }),
      }),
    (done) => onDone(done.id),
  )
  const choose = (unitId: string | undefined): void => {
    const next = sites.find((one) => one.unitId === unitId)
    setSite(next)
    setName(next?.proposedName ?? '')
    setPlaqueText(next?.plaque?.text ?? '')
  }
  return (
    <AskDialog
      isOpen
      title="登记社工站"
      okText="登记"
      isReady={site !== undefined && site.denied === undefined && name.trim().length >= 2}
      isBusy={register.isBusy}
      trouble={register.trouble}
      onOk={() => register.run(undefined)}
      onClose={onClose}
    >
      <ChoiceRow label="设在哪里" help="从已采用方案的镇街、村社中选，还没有站的排在前面。">
        <ChoiceField
          label="设在哪里"
          none="选一个地区"
          isRequired
          isSearchable
          value={site?.unitId}
          choices={siteChoices(sites)}
          onChange={choose}
        />
      </ChoiceRow>
      {query.data && sites.length === 0 ? (
        <p className="empty-note">您的范围内还没有可以设站的地区。先采用方案并登记镇街，这里才有得选。</p>
      ) : null}
      {site?.denied === undefined ? null : <p className="problem">{site.denied}</p>}
      <TextField label="站名" value={name} onChange={setName} maxLength={80} />
      <TextField
        label="牌匾文字"
        isOptional
        value={plaqueText}
        onChange={setPlaqueText}
        maxLength={120}
        help={
          site?.plaque === undefined
            ? '方案没有规定牌匾的写法。'
            : site.plaque.text === plaqueText
              ? `按${refInWords(site.plaque.ref)}的写法生成。`
              : `与${refInWords(site.plaque.ref)}的写法不符，应为“${site.plaque.text}”。`
        }
      />
      <TextField label="详细地址" isOptional value={addressText} onChange={setAddressText} maxLength={200} />
      {contracts.length > 0 ? (
        <ChoiceRow label="服务协议（可不填）">
          <ChoiceField
            label="服务协议"
            none="未签"
            isSearchable
            value={contractId}
            choices={contracts.map((one) => ({ value: one.id, label: one.name }))}
            onChange={setContractId}
          />
        </ChoiceRow>
      ) : null}
      {agencies.length > 0 ? (
        <ChoiceRow label="承接机构（可不填；有协议的按协议）">
          <ChoiceField
            label="承接机构"
            none="未定"
            isSearchable
            value={agencyId}
            choices={agencies.map((one) => ({ value: one.id, label: one.name }))}
            onChange={setAgencyId}
          />
        </ChoiceRow>
      ) : null}
    </AskDialog>
  )
}
