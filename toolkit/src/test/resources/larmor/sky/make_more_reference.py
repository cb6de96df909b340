# Makes the larger reference values of the sky tests beside it: python make_more_reference.py . (healpy 1.20.1, numpy 2.4.6, 2026-11-26).
import healpy as hp, numpy as np, sys
out=sys.argv[1]
HEAD='# healpy %s, numpy %s, 2026-11-26; map: m_p = 1 + 0.3 z + ((p * 7919) mod 1009) / 1009, RING\n'%(hp.__version__,np.__version__)
def m(ns):
    p=np.arange(12*ns*ns); z=hp.pix2vec(ns,p)[2]
    return 1+0.3*z+((p*7919)%1009)/1009
with open(out+'/large.csv','w') as f:
    f.write(HEAD+'# what 0: anafast(m, iter=3), index l; 1: smoothing(m, sigma=radians(1)), index pixel; 2: fit_dipole(m), index 0 monopole, 1-3 x, y, z\nnside,what,index,value\n')
    for ns in (16,32,64,128,256,512):
        v=m(ns); c=hp.anafast(v,iter=3); s=hp.smoothing(v,sigma=np.radians(1),iter=3); mo,d=hp.fit_dipole(v)
        for l in sorted(set(list(range(4))+[int(x) for x in np.linspace(4,3*ns-1,20)])): f.write('%d,0,%d,%.17g\n'%(ns,l,c[l]))
        for p in np.linspace(0,12*ns*ns-1,20).astype(int): f.write('%d,1,%d,%.17g\n'%(ns,p,s[p]))
        for i,x in enumerate((mo,*d)): f.write('%d,2,%d,%.17g\n'%(ns,i,x))
with open(out+'/rotation.csv','w') as f:
    f.write(HEAD+'# a = map2alm(m, lmax=20, iter=3), nside 16; rotate_alm(a, 0.7, 1.1, -0.4)\nl,m,re,im\n')
    a=hp.map2alm(m(16),lmax=20,iter=3); hp.rotate_alm(a,0.7,1.1,-0.4)
    for l in (0,1,2,3,7,13,20):
        for k in sorted({0,min(1,l),l//2,l}):
            x=a[hp.Alm.getidx(20,l,k)]; f.write('%d,%d,%.17g,%.17g\n'%(l,k,x.real,x.imag))
with open(out+'/resampling.csv','w') as f:
    f.write(HEAD+'# nside 16 with pixels 3, 40, 1000 to 1100 and 3071 UNSEEN; what 0: ud_grade to 4, 1: to 32, index pixel\nwhat,index,value\n')
    v=m(16); v[[3,40,3071]]=hp.UNSEEN; v[1000:1101]=hp.UNSEEN
    for w,ns in ((0,4),(1,32)):
        g=hp.ud_grade(v,ns)
        for p in np.unique(np.append(np.linspace(0,12*ns*ns-1,40).astype(int),[0,1,2,3,12*ns*ns-1])): f.write('%d,%d,%.17g\n'%(w,p,g[p]))
with open(out+'/pixels.csv','w') as f:
    f.write('# healpy %s, 2026-11-26; vec2pix of a unit vector, its ring2nest, the sum of get_all_neighbours, number and sum of query_disc of radius 5 pixels\nnside,x,y,z,pixel,nested,neighbours,count,sum\n'%hp.__version__)
    r=np.random.default_rng(3)
    for ns in (1,2,4,16,64,256,512,2048,8192):
        for i in range(12):
            v=r.normal(size=3); v/=np.linalg.norm(v)
            if i==0: v=np.array([1e-6,2e-6,np.sqrt(1-5e-12)])
            if i==1: v=np.array([0.6,-0.8,0.0])
            p=hp.vec2pix(ns,*v); q=hp.query_disc(ns,v,min(np.pi,5*hp.nside2resol(ns)))
            f.write('%d,%.17g,%.17g,%.17g,%d,%d,%d,%d,%d\n'%(ns,*v,p,hp.ring2nest(ns,p),hp.get_all_neighbours(ns,p).sum(),len(q),q.sum()))
hp.write_cl(out+'/spectrum.fits',hp.anafast(m(4),iter=3),overwrite=True,dtype=np.float64)
