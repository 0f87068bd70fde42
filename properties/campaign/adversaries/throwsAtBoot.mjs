export const target = {
  name: 'throws at boot',
  boot: () => {
    throw new Error('no memory map');
  },
};
