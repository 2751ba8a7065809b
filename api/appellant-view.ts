// Who asks, masked for whoever reads the case (domain §9).
import type { AppealDetail } from '../contracts/appeals.ts';
import { maskAddress, maskName, maskPhone } from '../domain/people/masking.ts';
import type { Intake } from '../store/intakes.ts';

export function appellantOf(intake: Intake): AppealDetail['appellant'] {
  const { anonymous, name, phone, email, address, proxyName, proxyPhone, guardianName, guardianPhone } = intake;
  return {
    anonymous,
    name: name && maskName(name),
    phone: phone && maskPhone(phone),
    hasEmail: email !== null,
    address: address && maskAddress(address),
    proxyName: proxyName && maskName(proxyName),
    proxyPhone: proxyPhone && maskPhone(proxyPhone),
    guardianName: guardianName && maskName(guardianName),
    guardianPhone: guardianPhone && maskPhone(guardianPhone),
  };
}

/** Who speaks for a joint appeal, masked, and to those alone who may ask for the numbers: the same rule, one step before it. */
export function jointOf(
  { appellants, representatives }: Intake,
  may: AppealDetail['disclosure'],
): AppealDetail['joint'] {
  if (appellants < 2) return null;
  const shown = may === 'never' ? [] : representatives;
  return {
    appellants,
    representatives: shown.map(({ name, phone }) => ({ name: maskName(name), phone: maskPhone(phone) })),
  };
}
