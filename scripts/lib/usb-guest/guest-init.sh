#!/bin/busybox sh
# First program of the guest: takes the kernel's modules, puts the host's files under itself (what the tests change stays in
# memory), runs the tests there, and switches off.
/bin/busybox --install -s /bin
export PATH=/bin
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs dev /dev
for module in $(cat /modules/order); do
  # One port is what it has unless told; each device of the tests has its own.
  options=
  [ "$module" = dummy_hcd ] && options=num=4
  insmod "/modules/$module.ko" $options || echo "module $module: not taken"
done
mount -t 9p -o trans=virtio,version=9p2000.L,msize=512000,cache=loose,ro host /host
mount -t tmpfs changes /changes
mkdir /changes/upper /changes/work
mount -t overlay -o lowerdir=/host,upperdir=/changes/upper,workdir=/changes/work files /root
for name in proc sys dev; do mount --move "/$name" "/root/$name"; done
mount -t configfs configfs /root/sys/kernel/config
chroot /root /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root /bin/sh -c "$(cat /command)"
poweroff -f
