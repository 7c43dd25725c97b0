import { z } from 'zod';

/** Without these no carrier takes a parcel. */
export const NEEDED_OF_SENDER = ['name', 'phone', 'city', 'street'] as const;

/** While it is being typed. */
export const SenderParts = z.object({
  name: z.string(),
  phone: z.string(),
  province: z.string(),
  city: z.string(),
  district: z.string(),
  street: z.string(),
  postcode: z.string(),
});

const line = (longest: number) => z.string().trim().max(longest);

/** Who stands on labels as the sender, in mainland China; all empty until somebody enters it, for no parcel may go out under an invented one. */
export const SenderAddress = z
  .object({
    name: line(40),
    phone: line(30),
    province: line(30),
    city: line(30),
    district: line(30),
    street: line(120),
    postcode: line(10),
  })
  .refine(
    (sender) => Object.values(sender).every((part) => part === '') || NEEDED_OF_SENDER.every((part) => sender[part]),
  );
export type SenderAddress = z.infer<typeof SenderAddress>;

export const NO_SENDER: SenderAddress = {
  name: '',
  phone: '',
  province: '',
  city: '',
  district: '',
  street: '',
  postcode: '',
};
